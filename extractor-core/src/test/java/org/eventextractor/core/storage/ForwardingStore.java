package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Does what another store does, but for what a test changes. As thread-safe as the other. */
public abstract class ForwardingStore implements ObjectStore {

    private final ObjectStore store;

    protected ForwardingStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public StorageUri root() {
        return store.root();
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        return store.read(key, condition, maxBytes);
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        return store.readRange(key, condition, offset, length);
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        return store.find(key);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        return store.list(prefix, token);
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        return store.write(key, bytes, contentType, condition);
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        return store.moveIn(key, file, contentType);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }
}
