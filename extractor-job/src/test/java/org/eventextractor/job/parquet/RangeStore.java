package org.eventextractor.job.parquet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.job.fetch.FetchedObject;
import org.jspecify.annotations.Nullable;

/** A bucket in memory that serves ranges only, and remembers which. */
public final class RangeStore implements ObjectStore {

    /** One request; {@code to} is excluded. */
    public record Range(long from, long to) {}

    private final Map<String, byte[]> objects;
    private final List<Range> served = new ArrayList<>();
    private @Nullable Kind failure;

    public RangeStore(Map<String, byte[]> objects) {
        this.objects = objects;
    }

    /** Every entity tag is the content's hash. */
    public SourceObject source(String key) {
        byte[] bytes = bytes(key);
        return new SourceObject(key, bytes.length, Integer.toHexString(Arrays.hashCode(bytes)), "type");
    }

    /** The object, to be read by ranges. */
    public FetchedObject byRange(String key) {
        return new FetchedObject.ByRange(source(key), new StoreObjectReader(this, Runnable::run));
    }

    /** From now on every request fails. */
    public void failWith(Kind kind) {
        failure = kind;
    }

    public List<Range> served() {
        return served;
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        if (failure != null) {
            throw new StorageException(failure, "asked to fail");
        }
        if (!source(key).eTag().equals(condition.eTag())) {
            throw new StorageException(Kind.CHANGED, key);
        }
        served.add(new Range(offset, offset + length));
        return Arrays.copyOfRange(bytes(key), (int) offset, (int) offset + length);
    }

    private byte[] bytes(String key) {
        return Objects.requireNonNull(objects.get(key), key);
    }

    @Override
    public StorageUri root() {
        return StorageUri.s3("memory", "");
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException();
    }
}
