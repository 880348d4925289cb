package org.eventextractor.conformance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventextractor.core.json.Json;
import org.eventextractor.core.workspace.OpenRequest;
import org.eventextractor.core.workspace.RequestPaths;
import org.eventextractor.s3.ObjectCreated;

/** Tells from the objects that appear in the request bucket which step a request has come to. Thread-safe. */
final class Watcher {

    private static final Pattern SYSTEM = Pattern.compile("_extractor/([0-9a-f]{32})/(.+)");
    private static final Pattern OUTPUT = Pattern.compile("(round-\\d{5}/)event_data_subset_[^/]+/(.+)");
    private static final Pattern STATUS = Pattern.compile("(round-\\d{5}/my_request)\\.status\\.json");
    private static final Pattern REQUEST = Pattern.compile("(round-\\d{5}/my_request)(\\.cancel)?\\.json");

    private final Path bucketFolder;
    private final Predicate<String> intakeIsAtWork;
    private final BiConsumer<Step, String> reached;
    private final Map<String, String> requestKeys = new ConcurrentHashMap<>();
    private final Set<String> published = ConcurrentHashMap.newKeySet();

    /**
     * @param bucketFolder where the objects of the request bucket lie
     * @param intakeIsAtWork whether intake is at work on the request of a key
     * @param reached told of steps and the keys of their requests; must not block
     */
    Watcher(Path bucketFolder, Predicate<String> intakeIsAtWork, BiConsumer<Step, String> reached) {
        this.bucketFolder = bucketFolder;
        this.intakeIsAtWork = intakeIsAtWork;
        this.reached = reached;
    }

    /** The key of the request that an event, or a cancellation's event, is about; empty if it is about none or many. */
    static Optional<String> requestKey(String event) {
        Matcher key = REQUEST.matcher(event);
        return key.find() ? Optional.of(key.group(1) + ".json") : Optional.empty();
    }

    /** The key of the request whose end is noted under a key; empty if it is another object's. */
    Optional<String> endedRequest(String key) {
        return RequestPaths.endedRequest(key).map(requestKeys::get);
    }

    /** An object is there. */
    void objectCreated(ObjectCreated created) {
        String key = created.key();
        if (key.startsWith(RequestPaths.openRequests())) {
            opened(key);
            return;
        }
        Matcher system = SYSTEM.matcher(key);
        if (system.matches()) {
            String requestKey = requestKeys.getOrDefault(system.group(1), "");
            systemStep(system.group(2)).ifPresent(step -> reached.accept(step, requestKey));
        }
        Matcher output = OUTPUT.matcher(key);
        if (output.matches()) {
            outputWritten(output.group(1) + "my_request.json", output.group(2));
        }
        Matcher status = STATUS.matcher(key);
        if (status.matches()) {
            statusWritten(status.group(1) + ".json");
        }
    }

    private void opened(String key) {
        try {
            OpenRequest open = Json.read(Files.readAllBytes(bucketFolder.resolve(key)), OpenRequest.class);
            requestKeys.put(open.requestId(), open.requestKey());
            reached.accept(Step.OPENED, open.requestKey());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private static Optional<Step> systemStep(String name) {
        if (name.startsWith("report/")) {
            return Optional.of(Step.REPORTED);
        }
        return Optional.ofNullable(Map.of(
                        "claim.json", Step.CLAIMED,
                        "accepted.json", Step.FROZEN,
                        "plan.json", Step.PLANNED,
                        "job.json", Step.OWNED,
                        "closed.json", Step.CLOSING)
                .get(name));
    }

    private void outputWritten(String requestKey, String name) {
        if (name.endsWith(".parquet")) {
            reached.accept(Step.WRITTEN, requestKey);
        } else if (name.equals("manifest.json")) {
            reached.accept(Step.MANIFEST, requestKey);
        } else if (name.equals("results.json")) {
            published.add(requestKey);
            reached.accept(Step.RESULTS, requestKey);
        }
    }

    private void statusWritten(String requestKey) {
        if (intakeIsAtWork.test(requestKey)) {
            reached.accept(Step.TOLD, requestKey);
        } else if (published.contains(requestKey)) {
            reached.accept(Step.ENDED, requestKey);
        }
    }
}
