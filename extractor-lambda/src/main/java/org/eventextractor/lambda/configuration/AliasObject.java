package org.eventextractor.lambda.configuration;

import java.util.List;
import java.util.Map;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoredObject;

/**
 * The object that configures one alias: {@code <place>/<alias>/configuration.json}. Thread-safe.
 *
 * @param store the bucket it lies in
 * @param key its key there
 */
record AliasObject(ObjectStore store, String key) {

    private static final String NAME = "configuration.json";
    private static final long MAX_BYTES = 1 << 20;

    /**
     * What an object said.
     *
     * @param settings by their names in the environment
     * @param eTag of the object
     */
    record Content(Map<String, String> settings, String eTag) {}

    /** @param place bucket and prefix of all aliases' objects */
    static AliasObject of(Alias alias, StorageUri place, ObjectStore store) {
        String prefix = place.key().isEmpty() || place.key().endsWith("/") ? place.key() : place.key() + "/";
        return new AliasObject(store, prefix + alias.name() + "/" + NAME);
    }

    /** What to call it in a message. */
    String what() {
        return "the configuration " + store.root() + "/" + key;
    }

    /**
     * Reads it.
     *
     * @throws ConfigurationException naming everything that is wrong with it, or that it cannot be read
     */
    Content read() {
        try {
            StoredObject stored = store.read(key, ReadCondition.any(), MAX_BYTES);
            return new Content(
                    SettingsReader.read(stored.bytes(), what()),
                    stored.summary().eTag());
        } catch (StorageException e) {
            throw new ConfigurationException(what(), List.of(reason(e)));
        }
    }

    /**
     * Whether it is still the object that was read.
     *
     * @throws StorageException if the storage fails
     */
    boolean isStill(Content read) {
        return store.find(key)
                .map(ObjectSummary::eTag)
                .filter(read.eTag()::equals)
                .isPresent();
    }

    private String reason(StorageException failure) {
        return failure.kind() == StorageException.Kind.NOT_FOUND
                ? "there is no such object; put one there, or remove EXTRACTOR_CONFIGURATION from the environment"
                : "it cannot be read: " + failure.getMessage();
    }
}
