package org.eventextractor.lambda.batch;

/**
 * The queues that jobs are put into. Safe for use by many threads.
 *
 * <p>Every method throws {@link JobQueueException}. Implementations retry what may heal, within bounds of their own, so
 * callers must not.
 */
public interface JobSubmitter extends JobLookup {

    /**
     * Puts a job into the queue of its size. When it throws, no job was put there as far as anyone can tell.
     *
     * @return the job's id
     */
    String submit(JobOrder order);

    /**
     * Ends a job: at once if it waits, else by stopping its process, which is given half a minute. Nothing happens if it
     * has ended.
     *
     * @param jobId the job; of an array the parent, whose children are all ended
     * @param reason told by the job's end
     */
    void terminate(String jobId, String reason);
}
