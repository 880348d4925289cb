package org.eventextractor.job;

import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.config.Values;

/**
 * Which part of which job a process is.
 *
 * @param jobId the job, without the index of an array's child; names the output folder
 * @param attempt from 1
 * @param attempts how many there may be, at least 1
 * @param shard which share of the slices this process does: those whose number, modulo {@code shards}, is this; from 0
 * @param shards how many processes share the slices, at least 1
 */
record JobAttempt(String jobId, int attempt, int attempts, int shard, int shards) {

    private static final String SHARDS = "EXTRACTOR_SHARDS";
    private static final int NO_ARRAY = -1;

    JobAttempt {
        if (shard < 0 || shard >= shards) {
            throw new IllegalArgumentException("shard must lie in 0 to " + (shards - 1) + ": " + shard);
        }
    }

    /** The one attempt at a job of one process. */
    static JobAttempt only(String jobId) {
        return new JobAttempt(jobId, 1, 1, 0, 1);
    }

    /** From the variables that AWS Batch sets, and the numbers of attempts and shards that the deployment set. */
    static JobAttempt from(EnvironmentReader reader) {
        String id = reader.required("AWS_BATCH_JOB_ID", text -> text, "unset");
        int child = id.indexOf(':');
        int index = reader.optional("AWS_BATCH_JOB_ARRAY_INDEX", Integer::valueOf, NO_ARRAY);
        int shards = index == NO_ARRAY
                ? reader.optional(SHARDS, JobAttempt::one, 1)
                : reader.required(SHARDS, text -> moreThan(index, text), index + 1);
        return new JobAttempt(
                child < 0 ? id : id.substring(0, child),
                reader.optional("AWS_BATCH_JOB_ATTEMPT", Values::count, 1),
                reader.optional("EXTRACTOR_ATTEMPTS", Values::count, 1),
                Math.max(0, index),
                shards);
    }

    private static int one(String text) {
        if (Values.count(text) != 1) {
            throw new IllegalArgumentException("it must be 1 unless the job is an array's child");
        }
        return 1;
    }

    private static int moreThan(int index, String text) {
        int shards = Values.count(text);
        if (shards <= index) {
            throw new IllegalArgumentException("it must be larger than the array index, " + index);
        }
        return shards;
    }

    /** Whether no other attempt follows when this one fails. */
    boolean isLast() {
        return attempt >= attempts;
    }

    /** Whether the status has the work of an attempt before this one: shards share it, so none may begin it anew. */
    boolean addsToEarlier() {
        return shards > 1 && attempt > 1;
    }

    boolean does(int sliceNumber) {
        return sliceNumber % shards == shard;
    }
}
