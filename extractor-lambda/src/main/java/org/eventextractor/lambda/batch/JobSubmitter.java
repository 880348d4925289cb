package org.eventextractor.lambda.batch;

import java.util.Collection;
import java.util.List;
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

    /**
     * Ends a job: at once if it waits, else by stopping its process, which is given half a minute. Nothing happens if it
     * has ended.
     *
     * @param jobId the job; of an array the parent, whose children are all ended
     * @param reason told by the job's end
     */
    void terminate(String jobId, String reason);

    /**
     * What became of some jobs.
     *
     * @param jobIds any number
     * @return in no order; what is not known any more, or never was, is left out
     */
    List<JobLife> describe(Collection<String> jobIds);
}
