package org.eventextractor.conformance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.local.callback.Delivery;

/**
 * Whether who is owed a callback was told the truth, and nobody else anything. Thread-safe.
 *
 * @param requests the request bucket, past everything that spoils calls
 * @param receiver has taken the callbacks
 */
record CallbackCheck(ObjectStore requests, Receiver receiver) {

    /** Whoever was cancelled before it was accepted named nobody to be told; every other end of an extract is told. */
    boolean isOwed(EndedRound ended) {
        boolean accepted = DataSetCheck.isDelivered(ended)
                || requests.find(ended.paths().acceptedRequest()).isPresent();
        return ended.round().callsBack() && accepted;
    }

    /** Whether a callback that is owed has not come yet. */
    boolean isAwaited(EndedRound ended) {
        return isOwed(ended) && receiver.taken(ended.round()).isEmpty();
    }

    List<String> breaches(EndedRound ended) {
        List<String> breaches = new ArrayList<>();
        List<Delivery> taken = receiver.taken(ended.round());
        receiver.wrong(ended.round())
                .forEach(delivery -> breaches.add("a callback is not signed: " + delivery.problem()));
        if (!isOwed(ended)) {
            taken.forEach(delivery -> breaches.add("a callback came that nobody asked for"));
        } else if (taken.isEmpty()) {
            breaches.add("no callback came");
        } else {
            breaches.addAll(wordBreaches(ended, taken));
        }
        return breaches;
    }

    private static List<String> wordBreaches(EndedRound ended, List<Delivery> taken) {
        List<String> breaches = new ArrayList<>();
        taken.stream()
                .map(Delivery::id)
                .filter(id -> !("msg_" + ended.status().requestId()).equals(id))
                .forEach(id -> breaches.add("a callback came under another id: " + id));
        String state = Json.name(ended.status().state());
        taken.stream()
                .map(CallbackCheck::told)
                .filter(told -> !told.equals(state))
                .forEach(told -> breaches.add("a callback tells " + told + ", the status " + state));
        return breaches;
    }

    private static String told(Delivery delivery) {
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        return Json.read(body, JsonNode.class).path("extractionStatus").asText();
    }
}
