package org.eventextractor.lambda.batch;

/**
 * What a job is given.
 *
 * @param vcpu virtual CPUs of each machine
 * @param memoryMb memory of each machine, in MiB; one that Fargate offers with {@code vcpu}
 * @param shards machines that share the slices, 1 to 10,000; more than one makes an array job
 */
public record JobSize(int vcpu, int memoryMb, int shards) {

    public JobSize {
        if (shards < 1 || shards > JobSizer.MAX_SHARDS) {
            throw new IllegalArgumentException("shards must lie in 1 to " + JobSizer.MAX_SHARDS + ": " + shards);
        }
    }
}
