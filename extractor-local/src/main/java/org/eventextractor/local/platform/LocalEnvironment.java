package org.eventextractor.local.platform;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eventextractor.local.platform.LocalSettings.Callbacks;
import org.eventextractor.local.queue.QueueEndpoint;
import org.eventextractor.s3.EmbeddedS3;

/**
 * The environment variables a deployment would set, pointing to this machine.
 *
 * @param settings of the platform
 * @param client for any client of the AWS SDKs or the AWS CLI
 * @param deployed as {@code client}, for functions and jobs, which may be led to S3 by another way
 */
record LocalEnvironment(LocalSettings settings, Map<String, String> client, Map<String, String> deployed) {
    private static final String S3_ENDPOINT = "AWS_ENDPOINT_URL_S3";

    LocalEnvironment {
        client = Map.copyOf(client);
        deployed = Map.copyOf(deployed);
    }

    static LocalEnvironment of(LocalSettings settings, EmbeddedS3 s3) {
        Map<String, String> client = s3.clientEnvironment();
        Map<String, String> deployed = new HashMap<>(client);
        deployed.put(S3_ENDPOINT, settings.s3Route().apply(s3.endpoint()).toString());
        return new LocalEnvironment(settings, client, deployed);
    }

    Map<String, String> intake(URI batch) {
        Map<String, String> environment = function(batch);
        environment.put("EXTRACTOR_JOB_DEFINITION", LocalPlatform.JOB_DEFINITION);
        environment.put("EXTRACTOR_EVENTS", LocalPlatform.EVENTS.toString());
        return environment;
    }

    Map<String, String> completion(URI batch, QueueEndpoint queues) {
        Map<String, String> environment = function(batch);
        environment.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
        environment.put("EXTRACTOR_INTAKE_QUEUE_URL", queues.url(LocalPlatform.INTAKE_QUEUE));
        environment.put("EXTRACTOR_CALLBACK_QUEUE_URL", queues.url(LocalPlatform.CALLBACK_QUEUE));
        return environment;
    }

    /** @param attempts how many there are at most */
    Map<String, String> job(int attempts) {
        Map<String, String> environment = new HashMap<>(deployed);
        environment.put("EXTRACTOR_ATTEMPTS", String.valueOf(attempts));
        environment.putAll(callbacks());
        return environment;
    }

    private Map<String, String> function(URI batch) {
        Map<String, String> environment = new HashMap<>(deployed);
        environment.putAll(callbacks());
        environment.put("AWS_ENDPOINT_URL_BATCH", batch.toString());
        environment.put("EXTRACTOR_JOB_QUEUE", LocalPlatform.QUEUE);
        environment.put("EXTRACTOR_REQUEST_BUCKET", LocalPlatform.REQUEST_BUCKET);
        return environment;
    }

    private Map<String, String> callbacks() {
        Map<String, String> environment = new HashMap<>();
        Callbacks callbacks = settings.callbacks();
        if (!callbacks.origins().isEmpty()) {
            String origins = callbacks.origins().stream().map(URI::toString).collect(Collectors.joining(","));
            environment.put("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", origins);
        }
        if (callbacks.secret() != null) {
            environment.put("EXTRACTOR_CALLBACK_SECRET", callbacks.secret());
        }
        return environment;
    }
}
