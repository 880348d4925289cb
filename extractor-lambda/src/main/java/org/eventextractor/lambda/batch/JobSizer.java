package org.eventextractor.lambda.batch;

import java.util.List;
import org.eventextractor.core.plan.ExtractPlan;

/**
 * Chooses machines by the work of a plan: one small machine for small plans, a larger one for larger plans, several of
 * the largest for the rest. All are combinations that <a
 * href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">Fargate offers</a>.
 */
public final class JobSizer {

    /** The most children that Batch gives an array job. */
    static final int MAX_SHARDS = 10_000;

    private static final long GIB = 1L << 30;

    /** In ascending order. Objects count as much as bytes: most of the time of a small file is its request. */
    private static final List<Tier> TIERS = List.of(
            new Tier(5_000, GIB / 2, 1, 4_096),
            new Tier(50_000, 4 * GIB, 2, 8_192),
            new Tier(200_000, 16 * GIB, 4, 16_384),
            new Tier(500_000, 64 * GIB, 8, 32_768),
            new Tier(2_000_000, 256 * GIB, 16, 65_536));

    /** The least that a job is given. */
    static final JobSize SMALLEST = TIERS.get(0).oneMachine();

    /** The work that one of the largest machines is given where several share a plan. */
    private static final Tier LARGEST = TIERS.get(TIERS.size() - 1);

    /** The size of the job that works through a plan; never more shards than slices. */
    public JobSize sizeOf(ExtractPlan plan) {
        long objects = plan.objects();
        long bytes = plan.bytes();
        return TIERS.stream()
                .filter(tier -> objects <= tier.maxObjects && bytes <= tier.maxBytes)
                .findFirst()
                .map(Tier::oneMachine)
                .orElseGet(() -> new JobSize(LARGEST.vcpu, LARGEST.memoryMb, shards(plan)));
    }

    private static int shards(ExtractPlan plan) {
        long byObjects = ceilDiv(plan.objects(), LARGEST.maxObjects);
        long byBytes = ceilDiv(plan.bytes(), LARGEST.maxBytes);
        long atMost = Math.min(MAX_SHARDS, plan.slices().size());
        return (int) Math.max(1, Math.min(Math.max(byObjects, byBytes), atMost));
    }

    private static long ceilDiv(long work, long share) {
        return (work + share - 1) / share;
    }

    private record Tier(long maxObjects, long maxBytes, int vcpu, int memoryMb) {
        JobSize oneMachine() {
            return new JobSize(vcpu, memoryMb, 1);
        }
    }
}
