package org.eventextractor.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoredObject;
import org.eventextractor.core.storage.WriteCondition;
import org.jspecify.annotations.Nullable;

/** A bucket in which every folder holds the same number of objects of 42 KB, made up while they are listed. */
final class EndlessListing implements ObjectStore {

    private static final int PAGE = 1_000;
    private static final long SIZE = 42_000;
    private static final int FIRST_NUMBER = 10_000_000;

    private final int objectsOfEachFolder;

    EndlessListing(int objectsOfEachFolder) {
        this.objectsOfEachFolder = objectsOfEachFolder;
    }

    @Override
    public StorageUri root() {
        return StorageUri.s3("endless", "");
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        int first = token == null ? 0 : Integer.parseInt(token);
        int end = Math.min(first + PAGE, objectsOfEachFolder);
        List<ObjectSummary> objects =
                IntStream.range(first, end).mapToObj(i -> object(prefix, i)).toList();
        return new ObjectPage(objects, end < objectsOfEachFolder ? Integer.toString(end) : null);
    }

    private static ObjectSummary object(String prefix, int number) {
        UUID noise = new UUID(prefix.hashCode() * 0x9E3779B97F4A7C15L, number * 0xC2B2AE3D27D4EB4FL);
        String key = prefix + (FIRST_NUMBER + number) + "-" + noise + ".snappy.parquet";
        return new ObjectSummary(key, SIZE, noise.toString().replace("-", ""));
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        throw new UnsupportedOperationException("planning reads no object");
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        throw new UnsupportedOperationException("planning reads no object");
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        throw new UnsupportedOperationException("planning looks up no object");
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        throw new UnsupportedOperationException("planning writes no event");
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        throw new UnsupportedOperationException("planning writes no event");
    }

    @Override
    public void delete(String key) {
        throw new UnsupportedOperationException("planning deletes nothing");
    }
}
