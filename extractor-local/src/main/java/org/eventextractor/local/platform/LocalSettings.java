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
 * @param callbacks which may come to this machine
 * @param delivery how events of the bucket arrive
 * @param s3Route from where S3 listens to where functions and jobs are told that it does, such as a proxy in between
 */
public record LocalSettings(
        Path folder, JobCommand jobs, Ports ports, Callbacks callbacks, Delivery delivery, UnaryOperator<URI> s3Route) {

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

    /**
     * Callbacks to this machine.
     *
     * @param origins where they may go although it is this machine
     * @param secret signs callbacks; null for unsigned ones
     */
    public record Callbacks(List<URI> origins, @Nullable String secret) {
        static final Callbacks NONE = new Callbacks(List.of(), null);

        public Callbacks {
            origins = List.copyOf(origins);
        }
    }

    /**
     * How events arrive.
     *
     * @param times how often every event is put on the queue, at least 1; S3 promises at least once
     * @param spread over how much time the copies of an event arrive, in any order; whole seconds
     */
    public record Delivery(int times, Duration spread) {
        static final Delivery ONCE = new Delivery(1, Duration.ZERO);
    }

    /** Free ports, no callbacks to this machine, and every event once. */
    public static LocalSettings of(Path folder, JobCommand jobs) {
        return new LocalSettings(folder, jobs, Ports.ANY, Callbacks.NONE, Delivery.ONCE, UnaryOperator.identity());
    }

    public LocalSettings withPorts(Ports chosen) {
        return new LocalSettings(folder, jobs, chosen, callbacks, delivery, s3Route);
    }

    /** Lets callbacks go to this origin, signed with this secret. */
    public LocalSettings withCallbacks(URI origin, String secret) {
        return new LocalSettings(folder, jobs, ports, new Callbacks(List.of(origin), secret), delivery, s3Route);
    }

    /** Delivers every bucket event this often, over this time. */
    public LocalSettings withDeliveries(int times, Duration over) {
        return new LocalSettings(folder, jobs, ports, callbacks, new Delivery(times, over), s3Route);
    }

    /** Leads functions and jobs to S3 by another way. */
    public LocalSettings withS3Route(UnaryOperator<URI> route) {
        return new LocalSettings(folder, jobs, ports, callbacks, delivery, route);
    }
}
