package org.eventextractor.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.eventextractor.local.batch.JobCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a local platform is started with.
 *
 * @param folder holds everything: {@code s3/} the buckets, {@code logs/} one log a job
 * @param jobs how a job is run
 * @param s3Port 0 for any free one
 * @param batchPort 0 for any free one
 * @param callbackOrigins where callbacks may go although it is this machine
 * @param callbackSecret signs callbacks; null for unsigned ones
 * @param vcpus how many all running jobs have together
 * @param deliveries how often every bucket event is delivered; S3 promises at least once
 */
public record LocalSettings(
        Path folder,
        JobCommand jobs,
        int s3Port,
        int batchPort,
        List<URI> callbackOrigins,
        @Nullable String callbackSecret,
        int vcpus,
        int deliveries) {
    public LocalSettings {
        callbackOrigins = List.copyOf(callbackOrigins);
    }

    /** Free ports, no callbacks to this machine, and as many vCPUs as this machine has processors. */
    public static LocalSettings of(Path folder, JobCommand jobs) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LocalSettings(folder, jobs, 0, 0, List.of(), null, processors, 1);
    }

    public LocalSettings withPorts(int s3, int batch) {
        return new LocalSettings(folder, jobs, s3, batch, callbackOrigins, callbackSecret, vcpus, deliveries);
    }

    /** Lets callbacks go to this origin, signed with this secret. */
    public LocalSettings withCallbacks(URI origin, String secret) {
        return new LocalSettings(folder, jobs, s3Port, batchPort, List.of(origin), secret, vcpus, deliveries);
    }

    /** Delivers every bucket event this often. */
    public LocalSettings withDeliveries(int times) {
        return new LocalSettings(folder, jobs, s3Port, batchPort, callbackOrigins, callbackSecret, vcpus, times);
    }
}
