package org.eventextractor.job;

import java.time.Clock;
import java.util.Map;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.document.BuildReader;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;

/**
 * What a Batch job is told by its environment.
 *
 * @param requestBucket the bucket of requests and results
 * @param paths where everything of this request lives
 * @param attempt which part of which job this process is
 * @param resources what this process may use
 * @param callsBack whether the job posts the callback; else the completion function does, so that no process which
 *     reads events need reach the internet
 * @param callbacks how callbacks are posted
 * @param software what this process is, named in the documents
 */
record JobConfiguration(
        StorageUri requestBucket,
        RequestPaths paths,
        JobAttempt attempt,
        JobResources resources,
        boolean callsBack,
        CallbackSettings callbacks,
        Software software) {

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
                        reader.required("EXTRACTOR_REQUEST_KEY", JobConfiguration::requestKey, UNSET),
                        reader.required("EXTRACTOR_REQUEST_ID", text -> text, "unset")),
                JobAttempt.from(reader),
                JobResources.from(reader),
                reader.optional("EXTRACTOR_CALLBACK_SENDER", JobConfiguration::isJob, true),
                CallbackSettings.from(reader),
                BuildReader.software(reader));
        reader.check();
        return configuration;
    }

    /** Null where the callback is left to the completion function. */
    @Nullable
    CallbackSender newCallbackSender(Clock clock) {
        return callsBack ? callbacks.newSender(clock) : null;
    }

    private static boolean isJob(String text) {
        return switch (text) {
            case "job" -> true;
            case "completion" -> false;
            default -> throw new IllegalArgumentException("it must be job or completion");
        };
    }

    private static String requestKey(String text) {
        if (!RequestPaths.isRequest(text)) {
            throw new IllegalArgumentException("it must be the key of a request and end in request.json");
        }
        return text;
    }
}
