package org.eventextractor.conformance.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eventextractor.local.queue.QueueEndpoint;
import org.eventextractor.s3.EmbeddedS3;
import org.eventextractor.s3.fault.FaultProxy;

/**
 * The environment variables of a deployment whose clocks run fast: a sweep looks after a request within seconds, and
 * callbacks come again within seconds.
 *
 * @param common what functions and jobs have in common
 */
record CloudEnvironment(Map<String, String> common) {

    private static final Duration SWEEP_AFTER = Duration.ofSeconds(12);
    private static final String CALLBACK_PAUSES = "2,2,2,4,4,4,8,8,8,8";

    CloudEnvironment {
        common = Map.copyOf(common);
    }

    /** Functions and jobs reach S3 through the proxy alone. */
    static CloudEnvironment of(EmbeddedS3 s3, FaultProxy proxy, Receiver receiver) {
        Map<String, String> environment = new HashMap<>(s3.clientEnvironment());
        environment.put("AWS_ENDPOINT_URL_S3", proxy.endpoint().toString());
        environment.put(
                "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", receiver.server().origin().toString());
        environment.put("EXTRACTOR_CALLBACK_SECRET", receiver.secret());
        return new CloudEnvironment(environment);
    }

    /** @param attempts how many there are at most */
    Map<String, String> job(int attempts) {
        Map<String, String> environment = new HashMap<>(common);
        environment.put("EXTRACTOR_ATTEMPTS", Integer.toString(attempts));
        return environment;
    }

    /** Of both functions; each reads what it needs. */
    Map<String, String> function(QueueEndpoint queues, URI batch) {
        Map<String, String> environment = new HashMap<>(common);
        environment.put("AWS_ENDPOINT_URL_BATCH", batch.toString());
        environment.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
        environment.put("EXTRACTOR_REQUEST_BUCKET", Cloud.REQUEST_BUCKET);
        environment.put("EXTRACTOR_EVENTS", Cloud.EVENTS.toString());
        environment.put("EXTRACTOR_JOB_QUEUE", Cloud.QUEUE);
        environment.put("EXTRACTOR_JOB_DEFINITION", Cloud.JOB_DEFINITION);
        environment.put("EXTRACTOR_INTAKE_QUEUE_URL", queues.url(Cloud.INTAKE.name()));
        environment.put("EXTRACTOR_CALLBACK_QUEUE_URL", queues.url(Cloud.CALLBACKS.name()));
        environment.put("EXTRACTOR_CALLBACK_PAUSES", CALLBACK_PAUSES);
        environment.put("EXTRACTOR_SWEEP_AFTER", Long.toString(SWEEP_AFTER.toSeconds()));
        return environment;
    }
}
