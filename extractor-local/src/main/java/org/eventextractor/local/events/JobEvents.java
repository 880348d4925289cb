package org.eventextractor.local.events;

import java.util.List;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.JobListener;

/**
 * The EventBridge rule for Batch: every change of a job's status is told to a Lambda function. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/batch/latest/userguide/batch_job_events.html">Job state change events</a>
 */
public final class JobEvents implements JobListener {
    private final AsyncInvocations function;

    public JobEvents(AsyncInvocations function) {
        this.function = function;
    }

    @Override
    public void jobChanged(JobDetail job) {
        function.invoke(EventBridgeWire.event("aws.batch", "Batch Job State Change", List.of(job.jobArn()), job));
    }
}
