package org.eventextractor.local.platform;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The environment variables a deployment would set, pointing to this machine.
 *
 * @param settings of the platform
 * @param client for any client of the AWS SDKs or the AWS CLI
 */
record LocalEnvironment(LocalSettings settings, Map<String, String> client) {
    LocalEnvironment {
        client = Map.copyOf(client);
    }

    Map<String, String> intake(URI batch) {
        Map<String, String> environment = function();
        environment.put("AWS_ENDPOINT_URL_BATCH", batch.toString());
        environment.put("EXTRACTOR_JOB_QUEUE", LocalPlatform.QUEUE);
        environment.put("EXTRACTOR_JOB_DEFINITION", LocalPlatform.JOB_DEFINITION);
        environment.put("EXTRACTOR_EVENTS", LocalPlatform.EVENTS.toString());
        return environment;
    }

    Map<String, String> completion() {
        return function();
    }

    /** @param attempts how many there are at most */
    Map<String, String> job(int attempts) {
        Map<String, String> environment = new HashMap<>(client);
        environment.put("EXTRACTOR_ATTEMPTS", String.valueOf(attempts));
        environment.putAll(callbacks());
        return environment;
    }

    private Map<String, String> function() {
        Map<String, String> environment = new HashMap<>(client);
        environment.putAll(callbacks());
        environment.put("EXTRACTOR_REQUEST_BUCKET", LocalPlatform.REQUEST_BUCKET);
        return environment;
    }

    private Map<String, String> callbacks() {
        Map<String, String> environment = new HashMap<>();
        if (!settings.callbackOrigins().isEmpty()) {
            String origins =
                    settings.callbackOrigins().stream().map(URI::toString).collect(Collectors.joining(","));
            environment.put("EXTRACTOR_CALLBACK_TRUSTED_ORIGINS", origins);
        }
        if (settings.callbackSecret() != null) {
            environment.put("EXTRACTOR_CALLBACK_SECRET", settings.callbackSecret());
        }
        return environment;
    }
}
