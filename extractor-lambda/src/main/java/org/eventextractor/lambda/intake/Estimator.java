package org.eventextractor.lambda.intake;

import java.util.Locale;
import org.eventextractor.core.lifecycle.Estimate;
import org.eventextractor.core.plan.ExtractPlan;
import org.eventextractor.lambda.batch.JobSize;

/**
 * Says beforehand what a plan will take. Objects and bytes are counted, and each object is taken to be one request, as
 * nearly all are. The speed is an assumption, no measurement. The prices are list prices of us-east-1 as known when
 * this was written: <a href="https://aws.amazon.com/fargate/pricing/">Fargate</a>, Linux on x86, and <a
 * href="https://aws.amazon.com/s3/pricing/">S3 Standard</a>.
 */
final class Estimator {

    private static final double USD_PER_VCPU_HOUR = 0.04048;
    private static final double USD_PER_GIB_HOUR = 0.004445;
    private static final double USD_PER_GET = 0.0004 / 1_000;

    private static final double OBJECTS_PER_VCPU_SECOND = 150;
    private static final double BYTES_PER_VCPU_SECOND = 20e6;
    private static final double START_SECONDS = 60;
    private static final double MIB_PER_GIB = 1_024;
    private static final double SECONDS_PER_HOUR = 3_600;

    private static final String ACCURACY = String.format(
            Locale.ROOT,
            "objects and bytes are counted; the cost is rough: it assumes %.0f objects and %.0f MB a second for each"
                    + " vCPU, and list prices as known when this was written (USD): %.5f a vCPU hour, %.6f a GiB hour,"
                    + " %.4f for 1,000 GET requests",
            OBJECTS_PER_VCPU_SECOND,
            BYTES_PER_VCPU_SECOND / 1e6,
            USD_PER_VCPU_HOUR,
            USD_PER_GIB_HOUR,
            USD_PER_GET * 1_000);

    private Estimator() {}

    static Estimate estimate(ExtractPlan plan, JobSize size) {
        double vcpu = (double) size.vcpu() * size.shards();
        double gib = size.memoryMb() / MIB_PER_GIB * size.shards();
        double vcpuSeconds = plan.objects() / OBJECTS_PER_VCPU_SECOND + plan.bytes() / BYTES_PER_VCPU_SECOND;
        double hours = (START_SECONDS + vcpuSeconds / vcpu) / SECONDS_PER_HOUR;
        double compute = hours * (vcpu * USD_PER_VCPU_HOUR + gib * USD_PER_GIB_HOUR);
        double requests = plan.objects() * USD_PER_GET;
        return new Estimate(plan.objects(), plan.bytes(), vcpu, upToCents(compute + requests), ACCURACY);
    }

    /** Nothing is free. */
    private static double upToCents(double usd) {
        return Math.ceil(usd * 100) / 100;
    }
}
