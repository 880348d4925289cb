package org.eventextractor.lambda.completion;

import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.lambda.configuration.LambdaEnvironment;

/**
 * What completion is told by its environment.
 *
 * @param requestBucket the bucket of the requests
 * @param callbackPolicy where callbacks may go
 * @param callbackSecrets that sign them, the newest first
 */
record CompletionConfiguration(StorageUri requestBucket, CallbackPolicy callbackPolicy, List<String> callbackSecrets) {

    CompletionConfiguration {
        callbackSecrets = List.copyOf(callbackSecrets);
    }

    /**
     * Reads it.
     *
     * @throws ConfigurationException naming every fault at once
     */
    static CompletionConfiguration from(Map<String, String> environment) {
        EnvironmentReader reader = LambdaEnvironment.reader(environment);
        CompletionConfiguration configuration = new CompletionConfiguration(
                LambdaEnvironment.requestBucket(reader), CallbackPolicy.from(reader), CallbackSender.secrets(reader));
        reader.check();
        return configuration;
    }

    @Override
    public String toString() {
        return "CompletionConfiguration[" + requestBucket + ", " + callbackPolicy + ", " + callbackSecrets.size()
                + " secrets]";
    }
}
