package org.eventextractor.lambda.configuration;

import java.util.List;
import java.util.Map;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;

/** The environment that both functions of a deployment may share: neither stumbles over what only the other needs. */
public final class LambdaEnvironment {

    private static final String REQUEST_BUCKET = "EXTRACTOR_REQUEST_BUCKET";

    private static final List<String> KNOWN = List.of(
            "EXTRACTOR_ALL_USERS_ALLOWED",
            "EXTRACTOR_CALLBACK_HOSTS",
            "EXTRACTOR_CALLBACK_PORTS",
            "EXTRACTOR_CALLBACK_SECRET",
            "EXTRACTOR_CALLBACK_TRUSTED_ORIGINS",
            "EXTRACTOR_CATALOGUE",
            "EXTRACTOR_EVENTS",
            "EXTRACTOR_IMAGE_DIGEST",
            "EXTRACTOR_JOB_DEFINITION",
            "EXTRACTOR_JOB_QUEUE",
            "EXTRACTOR_MAX_RANGE_DAYS",
            "EXTRACTOR_MAX_USERS");

    private LambdaEnvironment() {}

    /** A reader to which every variable of either function is known. */
    public static EnvironmentReader reader(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        KNOWN.forEach(name -> reader.optional(name, text -> text, ""));
        return reader;
    }

    /** The bucket of the requests, which must be set. */
    public static StorageUri requestBucket(EnvironmentReader reader) {
        return reader.required(REQUEST_BUCKET, LambdaEnvironment::bucket, StorageUri.s3("unset", ""));
    }

    private static StorageUri bucket(String name) {
        if (name.contains("/")) {
            throw new IllegalArgumentException("it must be the name of a bucket, without s3:// or a prefix");
        }
        return StorageUri.s3(name, "");
    }
}
