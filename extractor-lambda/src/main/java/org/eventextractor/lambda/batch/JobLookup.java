package org.eventextractor.lambda.batch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds jobs in the queues of a deployment. Safe for use by many threads.
 *
 * <p>Every method throws {@link JobQueueException}. Implementations retry what may heal, within bounds of their own, so
 * callers must not.
 */
public interface JobLookup {

    /** The id of the newest job of that name, in whatever queue and state it is; empty if there is none. */
    Optional<String> findByName(String name);

    /**
     * What became of some jobs.
     *
     * @param jobIds any number
     * @return in no order; what is not known any more, or never was, is left out
     */
    List<JobLife> describe(Collection<String> jobIds);
}
