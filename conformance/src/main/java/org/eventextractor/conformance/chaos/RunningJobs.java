package org.eventextractor.conformance.chaos;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.BatchWire.KeyValue;

/** Which jobs run for which request: one, or the children of an array. Thread-safe. */
final class RunningJobs {

    private static final String RUNNING = "RUNNING";

    private final Map<String, Deque<String>> byRequest = new ConcurrentHashMap<>();

    /** The key of the request that a job is for. */
    static String requestKey(JobDetail job) {
        return requestKey(job.container().environment());
    }

    /** The key of the request that a job of these variables is for; empty if there is none. */
    static String requestKey(List<KeyValue> environment) {
        return environment.stream()
                .filter(variable -> variable.name().equals("EXTRACTOR_REQUEST_KEY"))
                .map(KeyValue::value)
                .findFirst()
                .orElse("");
    }

    /** Whether a job has just begun to run. */
    static boolean runs(JobDetail job) {
        return job.status().equals(RUNNING);
    }

    void changed(JobDetail job) {
        Deque<String> jobs = byRequest.computeIfAbsent(requestKey(job), unused -> new ConcurrentLinkedDeque<>());
        jobs.remove(job.jobId());
        if (runs(job)) {
            jobs.add(job.jobId());
        }
    }

    /** The job of a request that began to run last. */
    Optional<String> newest(String requestKey) {
        return Optional.ofNullable(byRequest.get(requestKey)).map(Deque::peekLast);
    }
}
