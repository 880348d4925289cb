package org.eventextractor.local.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eventextractor.local.batch.BatchWire.JobDetail;
import org.eventextractor.local.batch.JobListener;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.LocalCredentials;

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
        function.invoke(AwsJsonCodec.write(event(job)));
    }

    private static Map<String, Object> event(JobDetail job) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", UUID.randomUUID().toString());
        event.put("detail-type", "Batch Job State Change");
        event.put("source", "aws.batch");
        event.put("account", LocalCredentials.ACCOUNT);
        event.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", LocalCredentials.REGION);
        event.put("resources", List.of(job.jobArn()));
        event.put("detail", job);
        return event;
    }
}
