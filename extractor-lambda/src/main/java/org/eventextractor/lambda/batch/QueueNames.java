package org.eventextractor.lambda.batch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eventextractor.core.config.EnvironmentReader;

/**
 * The Batch queues of a deployment, each by name or ARN. One queue may serve several kinds of jobs.
 *
 * @param small for jobs on one of the smallest machines
 * @param standard for all other jobs on one machine
 * @param large for array jobs
 */
public record QueueNames(String small, String standard, String large) {

    /** One queue for all jobs. */
    public static QueueNames one(String queue) {
        return new QueueNames(queue, queue, queue);
    }

    /**
     * The queues that an environment names.
     *
     * @param standard serves also where it names no other
     */
    public static QueueNames from(EnvironmentReader environment, String standard) {
        return new QueueNames(
                environment.optional("EXTRACTOR_JOB_QUEUE_SMALL", name -> name, standard),
                standard,
                environment.optional("EXTRACTOR_JOB_QUEUE_LARGE", name -> name, standard));
    }

    /** The queue of a job of that size. */
    String of(JobSize size) {
        return switch (JobClass.of(size)) {
            case SMALL -> small;
            case STANDARD -> standard;
            case LARGE -> large;
        };
    }

    /** Every queue, once. */
    Set<String> distinct() {
        return new LinkedHashSet<>(List.of(small, standard, large));
    }
}
