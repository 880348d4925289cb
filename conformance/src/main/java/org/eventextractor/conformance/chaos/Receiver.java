package org.eventextractor.conformance.chaos;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.eventextractor.local.callback.CallbackReceiver;
import org.eventextractor.local.callback.Delivery;

/** Takes the callbacks of all rounds, and refuses as many of each as it is told. Thread-safe. */
final class Receiver implements AutoCloseable {

    private static final int UNAVAILABLE = 503;
    private static final int NO_CONTENT = 204;

    private final String secret = CallbackReceiver.newSecret();
    private final Consumer<String> arrived;
    private final Tally tally;
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Map<String, Queue<Delivery>> taken = new ConcurrentHashMap<>();
    private final Map<String, Queue<Delivery>> wrong = new ConcurrentHashMap<>();
    private final CallbackReceiver server;

    /** @param arrived told of the key of every request whose callback comes, before it is answered */
    Receiver(Consumer<String> arrived, Tally tally) {
        this.arrived = arrived;
        this.tally = tally;
        this.server = CallbackReceiver.answering(0, secret, this::answer);
    }

    CallbackReceiver server() {
        return server;
    }

    /** Signs what comes. */
    String secret() {
        return secret;
    }

    void expect(Round round) {
        refusals.put(round.name(), round.refusals());
    }

    /** What came of a round and was answered with 2xx, in order. */
    List<Delivery> taken(Round round) {
        return List.copyOf(taken.getOrDefault(round.name(), new ConcurrentLinkedQueue<>()));
    }

    /** What came of a round with a signature that is wrong. */
    List<Delivery> wrong(Round round) {
        return List.copyOf(wrong.getOrDefault(round.name(), new ConcurrentLinkedQueue<>()));
    }

    @Override
    public void close() {
        server.close();
    }

    private int answer(Delivery delivery) {
        String name = delivery.path().substring(1);
        arrived.accept(name + "/my_request.json");
        if (!delivery.verified()) {
            add(wrong, name, delivery);
        } else if (refusals.merge(name, -1, Integer::sum) >= 0) {
            tally.callbackRefused();
            return UNAVAILABLE;
        } else {
            add(taken, name, delivery);
        }
        return NO_CONTENT;
    }

    private static void add(Map<String, Queue<Delivery>> deliveries, String name, Delivery delivery) {
        deliveries
                .computeIfAbsent(name, unused -> new ConcurrentLinkedQueue<>())
                .add(delivery);
    }
}
