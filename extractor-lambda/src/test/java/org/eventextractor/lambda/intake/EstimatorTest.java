package org.eventextractor.lambda.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.core.plan.SliceSummary;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.batch.JobSize;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final JobSize FOUR_VCPU = new JobSize(4, 16_384, 1);

    @Test
    void sixtyDaysOfSmallObjectsCostAFewCents() {
        Estimate estimate = Estimator.estimate(plan(86_400, 1_825_361_100), FOUR_VCPU);

        assertThat(estimate.objects()).isEqualTo(86_400);
        assertThat(estimate.bytesToRead()).isEqualTo(1_825_361_100);
        assertThat(estimate.vcpu()).isEqualTo(4);
        // 0.035 for the requests, 0.015 for four minutes of four vCPU and 16 GiB
        assertThat(estimate.costUSD()).isEqualTo(0.05);
    }

    @Test
    void everyShardIsPaidFor() {
        Estimate estimate = Estimator.estimate(plan(10, 1_000), new JobSize(16, 65_536, 100));

        assertThat(estimate.vcpu()).isEqualTo(1_600);
        // one minute of start: 0.0156 each
        assertThat(estimate.costUSD()).isEqualTo(1.56);
    }

    @Test
    void nothingIsFree() {
        assertThat(Estimator.estimate(plan(1, 0), new JobSize(1, 4_096, 1)).costUSD())
                .isEqualTo(0.01);
    }

    @Test
    void theFiguresBehindTheCostAreNamed() {
        assertThat(Estimator.estimate(plan(1, 0), FOUR_VCPU).accuracy())
                .contains("list prices as known when this was written")
                .contains("0.04048 a vCPU hour")
                .contains("0.004445 a GiB hour")
                .contains("0.0004 for 1,000 GET requests");
    }

    private static ExtractPlan plan(int objects, long bytes) {
        SliceSummary slice = new SliceSummary(0, "started_session", objects, bytes);
        return new ExtractPlan("0f", StorageUri.s3("events", "prod"), List.of(), List.of(), List.of(slice));
    }
}
