package org.eventextractor.lambda.batch;

import java.util.Optional;

/**
 * The queues that jobs are put into. Safe for use by many threads.
 *
 * <p>Every method throws {@link JobQueueException}. Implementations retry what may heal, within bounds of their own, so
 * callers must not.
 */
public interface JobSubmitter {

    /**
     * Puts a job into the queue of its size. When it throws, no job was put there as far as anyone can tell.
     *
     * @return the job's id
     */
    String submit(JobOrder order);

    /** The id of the newest job of that name, in whatever queue and state it is; empty if there is none. */
    Optional<String> findByName(String name);
}
