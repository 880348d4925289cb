package org.eventextractor.lambda.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.storage.StorageUri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobSizerTest {

    private static final long GIB = 1L << 30;

    /** What Fargate offers: memory in MiB from, to and in steps of, by vCPU. */
    private static final Map<Integer, List<Integer>> FARGATE = Map.of(
            1, List.of(2_048, 8_192, 1_024),
            2, List.of(4_096, 16_384, 1_024),
            4, List.of(8_192, 30_720, 1_024),
            8, List.of(16_384, 61_440, 4_096),
            16, List.of(32_768, 122_880, 8_192));

    private final JobSizer sizer = new JobSizer();

    @ParameterizedTest(name = "{0} slices of {1} objects and {2} bytes: {3} vCPU, {4} shards")
    @CsvSource({
        "0, 0, 0, 1, 1",
        "1, 1, 1, 1, 1",
        "1, 5000, 1000, 1, 1",
        "1, 5001, 1000, 2, 1",
        "1, 10, 536870912, 1, 1",
        "1, 10, 536870913, 2, 1",
        "10, 20000, 268435456, 4, 1",
        "100, 20000, 268435456, 16, 1",
        "101, 20000, 1000, 16, 2",
        "1000, 20000, 268435456, 16, 10",
        "1, 3000000, 1000, 16, 1"
    })
    void theSizeFollowsObjectsAndBytes(int slices, int objects, long bytes, int vcpu, int shards) {
        JobSize size = sizer.sizeOf(plan(slices, objects, bytes));

        assertThat(size.vcpu()).isEqualTo(vcpu);
        assertThat(size.shards()).isEqualTo(shards);
    }

    @Test
    void theLeastWorkIsGivenTheSmallestMachine() {
        assertThat(sizer.sizeOf(plan(0, 0, 0))).isEqualTo(JobSizer.SMALLEST);
    }

    @Test
    void anArrayHasNoMoreChildrenThanBatchAllows() {
        assertThat(sizer.sizeOf(plan(20_000, 1, 1_000 * GIB)).shards()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 40000", "10, 15000", "20, 20000", "90, 20000", "200, 20000"})
    void everySizeIsOneThatFargateOffers(int slices, int objects) {
        JobSize size = sizer.sizeOf(plan(slices, objects, 1));

        List<Integer> offer = FARGATE.get(size.vcpu());
        assertThat(offer).isNotNull();
        assertThat(size.memoryMb()).isBetween(offer.get(0), offer.get(1));
        assertThat((size.memoryMb() - offer.get(0)) % offer.get(2)).isZero();
    }

    private static ExtractPlan plan(int slices, int objects, long bytes) {
        List<SliceSummary> summaries = new ArrayList<>();
        for (int i = 0; i < slices; i++) {
            summaries.add(new SliceSummary(i, "started_session", objects, bytes));
        }
        return new ExtractPlan("id", StorageUri.s3("events", "prod"), List.of(), List.of(), summaries);
    }
}
