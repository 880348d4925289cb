package org.eventextractor.conformance.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.document.Manifest;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.local.callback.Delivery;
import org.eventextractor.local.demo.Comparison;
import org.eventextractor.local.demo.Delivered;
import org.eventextractor.local.demo.StatusWatch;
import org.eventextractor.samples.SampleEvent;

/**
 * Looks at what a round has left in the bucket, as somebody would who knows nothing of how it came there. Thread-safe.
 *
 * @param requests the request bucket, past everything that spoils calls
 * @param study knows the answers
 * @param receiver has taken the callbacks
 * @param spoiled whether calls to S3 fail on purpose, so that a day, or a request, may fail by name
 * @param downloads takes data files
 */
record Inspector(ObjectStore requests, Study study, Receiver receiver, boolean spoiled, Path downloads) {

    private static final Set<RequestState> WHOLE =
            EnumSet.of(RequestState.COMPLETED, RequestState.COMPLETED_EMPTY, RequestState.COMPLETED_WITH_ERRORS);
    private static final DateTimeFormatter PARTITION = DateTimeFormatter.ofPattern(
                    "'/year='yyyy'/month='MM'/day='dd", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The status beside the request; empty while there is none. */
    Optional<RequestStatus> status(Round round) {
        return new StatusWatch(requests, new RequestPaths(round.key(), "").status()).read();
    }

    /** Whether nothing more is to come of a round. */
    boolean isOver(Round round) {
        Optional<RequestStatus> status =
                status(round).filter(found -> found.state().isFinal());
        return status.isPresent()
                && requests.find(paths(round, status.get()).open()).isEmpty()
                && (!owesCallback(round, status.get()) || !receiver.taken(round).isEmpty());
    }

    /** Everything that is wrong with a round; nothing if all is well. */
    List<String> breaches(Round round) {
        Optional<RequestStatus> found = status(round);
        if (found.isEmpty()) {
            return List.of("there is no status");
        }
        RequestStatus status = found.get();
        List<String> breaches = new ArrayList<>();
        if (!fits(round, status.state())) {
            breaches.add("the state does not fit: " + Json.name(status.state()) + ", since "
                    + status.stateReason().message());
        }
        if (requests.find(paths(round, status).open()).isPresent()) {
            breaches.add("it is still listed as open");
        }
        breaches.addAll(dataBreaches(round, status));
        breaches.addAll(callbackBreaches(round, status));
        return breaches;
    }

    private boolean fits(Round round, RequestState state) {
        return switch (round.kind()) {
            case INVALID -> state == RequestState.REJECTED;
            case DRY_RUN -> state == RequestState.ESTIMATED;
            case EXTRACT -> extractFits(round, state);
        };
    }

    private boolean extractFits(Round round, RequestState state) {
        return switch (state) {
            case COMPLETED -> !study.expected(round).isEmpty();
            case COMPLETED_EMPTY -> study.expected(round).isEmpty();
            case COMPLETED_WITH_ERRORS -> spoiled;
            case CANCELLED -> round.cancelAfter() != null;
            default -> false;
        };
    }

    private List<String> dataBreaches(Round round, RequestStatus status) {
        List<String> breaches = new ArrayList<>();
        Map<String, Set<String>> folders = folders(round);
        List<String> visible = new ArrayList<>();
        folders.forEach((folder, names) -> {
            boolean incomplete = names.contains("incomplete.json");
            if (names.contains("manifest.json") && !incomplete) {
                visible.add(folder);
            } else if (!incomplete && names.stream().anyMatch(name -> name.endsWith(".parquet"))) {
                breaches.add(folder + " holds data, no manifest, and no word that it is incomplete");
            }
        });
        boolean whole = WHOLE.contains(status.state());
        if (visible.size() != (whole ? 1 : 0)) {
            breaches.add(Json.name(status.state()) + " and " + visible.size() + " data sets: " + visible);
        } else if (whole) {
            breaches.addAll(setBreaches(round, status, visible.get(0), folders.getOrDefault(visible.get(0), Set.of())));
        }
        return breaches;
    }

    private List<String> setBreaches(Round round, RequestStatus status, String folder, Set<String> names) {
        List<String> breaches = new ArrayList<>();
        Delivered delivered = new Delivered(requests, folder);
        if (!folder.equals(paths(round, status).output(String.valueOf(status.jobId())))) {
            breaches.add(folder + " is not of the job that the status names, " + status.jobId());
        }
        Manifest manifest = Json.read(delivered.read("manifest.json"), Manifest.class);
        Set<String> listed =
                manifest.files().stream().map(PartFile::path).collect(Collectors.toCollection(TreeSet::new));
        names.stream()
                .filter(name -> name.endsWith(".parquet") && !listed.contains(name))
                .forEach(name -> breaches.add(folder + name + " is in no manifest"));
        manifest.files().stream()
                .filter(file -> !names.contains(file.path())
                        || !DigestUtils.sha256Hex(delivered.read(file.path())).equals(file.sha256()))
                .forEach(file -> breaches.add(folder + file.path() + " is not the file of the manifest"));
        rowBreach(round, status, delivered).ifPresent(breaches::add);
        return breaches;
    }

    private Optional<String> rowBreach(Round round, RequestStatus status, Delivered delivered) {
        Set<String> lost = status.state() == RequestState.COMPLETED_WITH_ERRORS
                ? Set.of(Json.read(delivered.read("error_days.json"), String[].class))
                : Set.of();
        if (status.state() == RequestState.COMPLETED_WITH_ERRORS && lost.isEmpty()) {
            return Optional.of("there were errors, and no lost day is named");
        }
        List<SampleEvent> expected = study.expected(round).stream()
                .filter(event -> !lost.contains(day(event)))
                .toList();
        List<SampleEvent> found = delivered.events(round.types(), downloads.resolve(round.name())).stream()
                .filter(event -> !lost.contains(day(event)))
                .toList();
        Comparison comparison = Comparison.of(expected, found);
        return comparison.isExact() ? Optional.empty() : Optional.of("wrong rows: " + comparison);
    }

    private List<String> callbackBreaches(Round round, RequestStatus status) {
        List<String> breaches = new ArrayList<>();
        List<Delivery> taken = receiver.taken(round);
        receiver.wrong(round).forEach(delivery -> breaches.add("a callback is not signed: " + delivery.problem()));
        if (!owesCallback(round, status)) {
            taken.forEach(delivery -> breaches.add("a callback came that nobody asked for"));
            return breaches;
        }
        if (taken.isEmpty()) {
            breaches.add("no callback came");
            return breaches;
        }
        taken.stream()
                .map(Delivery::id)
                .filter(id -> !("msg_" + status.requestId()).equals(id))
                .forEach(id -> breaches.add("a callback came under another id: " + id));
        byte[] body = taken.get(taken.size() - 1).body().getBytes(StandardCharsets.UTF_8);
        String told = Json.read(body, JsonNode.class).path("extractionStatus").asText();
        if (!told.equals(Json.name(status.state()))) {
            breaches.add("the callback tells " + told + ", the status " + Json.name(status.state()));
        }
        return breaches;
    }

    /** Whoever was never accepted named nobody to be told. */
    private boolean owesCallback(Round round, RequestStatus status) {
        return round.callsBack()
                && requests.find(paths(round, status).acceptedRequest()).isPresent();
    }

    /** The names in each output folder, by the folder's key. */
    private Map<String, Set<String>> folders(Round round) {
        Map<String, Set<String>> folders = new TreeMap<>();
        String prefix = round.name() + "/event_data_subset_";
        String token = null;
        do {
            ObjectPage page = requests.list(prefix, token);
            for (ObjectSummary object : page.objects()) {
                int end = object.key().indexOf('/', prefix.length()) + 1;
                folders.computeIfAbsent(object.key().substring(0, end), unused -> new TreeSet<>())
                        .add(object.key().substring(end));
            }
            token = page.nextToken();
        } while (token != null);
        return folders;
    }

    private static RequestPaths paths(Round round, RequestStatus status) {
        return new RequestPaths(round.key(), status.requestId());
    }

    private static String day(SampleEvent event) {
        return event.eventType() + PARTITION.format(event.occurredAt());
    }
}
