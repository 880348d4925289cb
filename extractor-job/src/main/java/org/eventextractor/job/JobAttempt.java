package org.eventextractor.job;

import org.eventextractor.core.config.EnvironmentReader;

/**
 * Which part of which job a process is.
 *
 * @param jobId the job, without the index of an array's child; names the output folder
 * @param attempt from 1
 * @param shard which share of the slices this process does: those whose number, modulo {@code shards}, is this; from 0
 * @param shards how many processes share the slices, at least 1
 */
record JobAttempt(String jobId, int attempt, int shard, int shards) {

    JobAttempt {
        if (shard < 0 || shard >= shards) {
            throw new IllegalArgumentException("shard must lie in 0 to " + (shards - 1) + ": " + shard);
        }
    }

    /** From the variables that AWS Batch sets, and the number of shards that the submitter set. */
    static JobAttempt from(EnvironmentReader reader) {
        String id = reader.required("AWS_BATCH_JOB_ID", text -> text, "unset");
        int child = id.indexOf(':');
        int shard = reader.optional("AWS_BATCH_JOB_ARRAY_INDEX", Integer::valueOf, 0);
        int shards = reader.optional("EXTRACTOR_SHARDS", Integer::valueOf, 1);
        return new JobAttempt(
                child < 0 ? id : id.substring(0, child),
                reader.optional("AWS_BATCH_JOB_ATTEMPT", Integer::valueOf, 1),
                shard,
                Math.max(shards, shard + 1));
    }

    boolean does(int sliceNumber) {
        return sliceNumber % shards == shard;
    }
}
