package org.eventextractor.local.batch;

import java.util.HashMap;
import java.util.Map;

/**
 * The environment that Batch gives a job's container: its own variables over those of the definition and the
 * submission.
 *
 * @see <a href="https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html">AWS Batch job environment
 *     variables</a>
 */
final class JobEnvironment {
    private JobEnvironment() {}

    static Map<String, String> of(Job job) {
        Map<String, String> environment = new HashMap<>(job.spec().environment());
        environment.put("AWS_BATCH_JOB_ID", job.id());
        environment.put("AWS_BATCH_JOB_ATTEMPT", String.valueOf(job.attemptNumber()));
        environment.put("AWS_BATCH_JQ_NAME", job.spec().queue());
        environment.put("AWS_BATCH_CE_NAME", "local");
        if (job.array() instanceof ArrayPlace.Child child) {
            environment.put("AWS_BATCH_JOB_ARRAY_INDEX", String.valueOf(child.index()));
            environment.put("AWS_BATCH_JOB_ARRAY_SIZE", String.valueOf(child.size()));
        }
        return environment;
    }
}
