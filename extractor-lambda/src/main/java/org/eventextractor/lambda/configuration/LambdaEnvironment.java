package org.eventextractor.lambda.configuration;

import java.util.Map;
import java.util.Optional;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.config.EnvironmentReader;
import org.eventextractor.core.storage.StorageUri;

/** The environment that both functions of a deployment may share: neither stumbles over what only the other needs. */
public final class LambdaEnvironment {

    private LambdaEnvironment() {}

    /** A reader to which every variable of either function is known. */
    public static EnvironmentReader reader(Map<String, String> environment) {
        EnvironmentReader reader = new EnvironmentReader(environment);
        for (Setting setting : Setting.values()) {
            reader.optional(setting.name(), text -> text, "");
        }
        return reader;
    }

    /** The bucket of the requests, which must be set. */
    public static StorageUri requestBucket(EnvironmentReader reader) {
        return reader.required(
                Setting.EXTRACTOR_REQUEST_BUCKET.name(), LambdaEnvironment::bucket, StorageUri.s3("unset", ""));
    }

    /**
     * The bucket and prefix of the objects that configure aliases; empty where the environment configures all.
     *
     * @throws ConfigurationException if what the environment says is no such place, or it says what nobody knows
     */
    static Optional<StorageUri> configurationPlace(Map<String, String> environment) {
        EnvironmentReader reader = reader(environment);
        String name = Setting.EXTRACTOR_CONFIGURATION.name();
        Optional<StorageUri> place = reader.optional(name, text -> Optional.of(place(text)), Optional.empty());
        boolean alone = environment.getOrDefault(name, "").isBlank();
        if (!alone) {
            reader.check();
        }
        return place;
    }

    private static StorageUri place(String text) {
        StorageUri place = StorageUri.parse(text);
        if (place.key().endsWith(".json")) {
            throw new IllegalArgumentException(
                    "it must be a bucket and a prefix, below which each alias has a folder, not one object");
        }
        return place;
    }

    private static StorageUri bucket(String name) {
        if (name.contains("/")) {
            throw new IllegalArgumentException("it must be the name of a bucket, without s3:// or a prefix");
        }
        return StorageUri.s3(name, "");
    }
}
