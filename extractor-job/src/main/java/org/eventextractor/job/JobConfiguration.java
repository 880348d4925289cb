package org.eventextractor.job;

import java.util.List;
import java.util.Map;
import org.eventextractor.core.callback.CallbackPolicy;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * What a Batch job is told by its environment.
 *
 * @param requestBucket the bucket of requests and results
 * @param paths where everything of this request lives
 * @param attempt which part of which job this process is
 * @param resources what this process may use
 * @param callbackPolicy where callbacks may go
 * @param callbackSecrets sign callbacks, the newest first; empty for unsigned ones
 */
record JobConfiguration(
        StorageUri requestBucket,
        RequestPaths paths,
        JobAttempt attempt,
        JobResources resources,
        CallbackPolicy callbackPolicy,
        List<String> callbackSecrets) {

    private static final String UNSET = "unset-request.json";

    /**
     * Reads the environment.
     *
     * @throws ConfigurationException naming every fault
     */
    static JobConfiguration from(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        JobConfiguration configuration = new JobConfiguration(
                StorageUri.s3(reader.required("EXTRACTOR_REQUEST_BUCKET", text -> text, "unset"), ""),
                new RequestPaths(
                        reader.required("EXTRACTOR_REQUEST_KEY", text -> text, UNSET),
                        reader.required("EXTRACTOR_REQUEST_ID", text -> text, "unset")),
                JobAttempt.from(reader),
                JobResources.from(reader),
                CallbackPolicy.from(reader),
                reader.list("EXTRACTOR_CALLBACK_SECRET", text -> text));
        reader.check();
        return configuration;
    }
}
