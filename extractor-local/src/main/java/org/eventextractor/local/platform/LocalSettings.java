package org.eventextractor.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.eventextractor.local.batch.JobCommand;
import org.jspecify.annotations.Nullable;

/**
 * What a local platform is started with.
 *
 * @param folder holds everything: {@code s3/} the buckets, {@code logs/} one log a job
 * @param jobs how a job is run
 * @param ports where it listens
 * @param callbackOrigins where callbacks may go although it is this machine
 * @param callbackSecret signs callbacks; null for unsigned ones
 * @param vcpus how many all running jobs have together
 * @param deliveries how often every bucket event is put on the queue; S3 promises at least once
 * @param spread over how much time the copies of an event arrive, in any order; whole seconds
 * @param sweepPause between two sweeps of completion; a deployment has minutes
 * @param s3Route from where S3 listens to where functions and jobs are told that it does, such as a proxy in between
 */
public record LocalSettings(
        Path folder,
        JobCommand jobs,
        Ports ports,
        List<URI> callbackOrigins,
        @Nullable String callbackSecret,
        int vcpus,
        int deliveries,
        Duration spread,
        Duration sweepPause,
        UnaryOperator<URI> s3Route) {
    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(10);

    public LocalSettings {
        callbackOrigins = List.copyOf(callbackOrigins);
    }

    /**
     * Ports on 127.0.0.1, each 0 for any free one.
     *
     * @param s3 of the buckets
     * @param batch of the jobs
     * @param sqs of the queues
     */
    public record Ports(int s3, int batch, int sqs) {
        static final Ports ANY = new Ports(0, 0, 0);
    }

    /** Free ports, no callbacks to this machine, and as many vCPUs as this machine has processors. */
    public static LocalSettings of(Path folder, JobCommand jobs) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new LocalSettings(
                folder,
                jobs,
                Ports.ANY,
                List.of(),
                null,
                processors,
                1,
                Duration.ZERO,
                SWEEP_PAUSE,
                UnaryOperator.identity());
    }

    public LocalSettings withPorts(Ports chosen) {
        return new LocalSettings(
                folder, jobs, chosen, callbackOrigins, callbackSecret, vcpus, deliveries, spread, sweepPause, s3Route);
    }

    /** Lets callbacks go to this origin, signed with this secret. */
    public LocalSettings withCallbacks(URI origin, String secret) {
        return new LocalSettings(
                folder, jobs, ports, List.of(origin), secret, vcpus, deliveries, spread, sweepPause, s3Route);
    }

    /** Delivers every bucket event this often, over this time. */
    public LocalSettings withDeliveries(int times, Duration over) {
        return new LocalSettings(
                folder, jobs, ports, callbackOrigins, callbackSecret, vcpus, times, over, sweepPause, s3Route);
    }

    /** Leads functions and jobs to S3 by another way. */
    public LocalSettings withS3Route(UnaryOperator<URI> route) {
        return new LocalSettings(
                folder, jobs, ports, callbackOrigins, callbackSecret, vcpus, deliveries, spread, sweepPause, route);
    }
}
