package org.eventextractor.core.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eventextractor.core.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The port's twin in memory, for tests: it counts what was asked of it, and fails where a test says so.
 *
 * <p>Thread-safe.
 */
public final class MemoryObjectStore implements ObjectStore {

    private static final int PAGE = 1_000;

    private final StorageUri root;
    private final NavigableMap<String, StoredObject> objects = new ConcurrentSkipListMap<>(Utf8Order.INSTANCE);
    private final Map<String, Kind> failures = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterWrites = new ConcurrentHashMap<>();
    private final Queue<String> listedPrefixes = new ConcurrentLinkedQueue<>();
    private final Queue<String> readKeys = new ConcurrentLinkedQueue<>();
    private final Queue<String> writtenKeys = new ConcurrentLinkedQueue<>();
    private final Queue<String> deletedKeys = new ConcurrentLinkedQueue<>();

    /** An empty bucket. */
    public MemoryObjectStore(String bucket) {
        this.root = StorageUri.s3(bucket, "");
    }

    /** Puts an object there without counting it. */
    public MemoryObjectStore with(String key, byte[] bytes) {
        objects.put(key, stored(key, bytes));
        return this;
    }

    /** Lets every call for this key, or listing of this prefix, fail until {@link #heal}. */
    public void failOn(String key, Kind kind) {
        failures.put(key, kind);
    }

    public void heal(String key) {
        failures.remove(key);
    }

    /** Lets something else happen right after the next write of this key. */
    public void afterWrite(String key, Runnable event) {
        afterWrites.put(key, event);
    }

    /** The keys of all objects, in the order of a listing. */
    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    /** An object's content, without counting it. */
    public byte[] bytes(String key) {
        return existing(key).bytes().clone();
    }

    /** The prefix of every call of {@link #list}, so of every page. */
    public List<String> listedPrefixes() {
        return List.copyOf(listedPrefixes);
    }

    /** The key of every call of {@link #read}, {@link #readRange} and {@link #find}. */
    public List<String> readKeys() {
        return List.copyOf(readKeys);
    }

    /** The key of every write asked for, those that failed included. */
    public List<String> writtenKeys() {
        return List.copyOf(writtenKeys);
    }

    /** The key of every call of {@link #delete}. */
    public List<String> deletedKeys() {
        return List.copyOf(deletedKeys);
    }

    /** Begins counting anew. */
    public void forgetCalls() {
        listedPrefixes.clear();
        readKeys.clear();
        writtenKeys.clear();
        deletedKeys.clear();
    }

    @Override
    public StorageUri root() {
        return root;
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        StoredObject object = counted(readKeys, key, condition);
        if (object.summary().size() > maxBytes) {
            throw new StorageException(
                    Kind.TOO_LARGE, describe(key) + " has " + object.summary().size() + " bytes, over " + maxBytes);
        }
        return new StoredObject(object.summary(), object.bytes().clone());
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        ByteRange range = new ByteRange(offset, length);
        StoredObject object = counted(readKeys, key, condition);
        if (object.summary().size() < range.end()) {
            throw new StorageException(Kind.UNAVAILABLE, describe(key) + " has not " + range);
        }
        return Arrays.copyOfRange(object.bytes(), (int) offset, (int) range.end());
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        count(readKeys, key);
        return Optional.ofNullable(objects.get(key)).map(StoredObject::summary);
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        count(listedPrefixes, prefix);
        NavigableMap<String, StoredObject> rest =
                token == null ? objects.tailMap(prefix, true) : objects.tailMap(token, false);
        List<ObjectSummary> found = rest.values().stream()
                .map(StoredObject::summary)
                .takeWhile(object -> object.key().startsWith(prefix))
                .limit(PAGE + 1L)
                .toList();
        if (found.size() <= PAGE) {
            return new ObjectPage(found, null);
        }
        return new ObjectPage(found.subList(0, PAGE), found.get(PAGE - 1).key());
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        count(writtenKeys, key);
        StoredObject written = stored(key, bytes);
        objects.compute(key, (same, current) -> {
            check(key, condition, current);
            return written;
        });
        Optional.ofNullable(afterWrites.remove(key)).ifPresent(Runnable::run);
        return written.summary().eTag();
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        try {
            String eTag = write(key, Files.readAllBytes(file), contentType, WriteCondition.always());
            Files.delete(file);
            return eTag;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) {
        count(deletedKeys, key);
        objects.remove(key);
    }

    private void check(String key, WriteCondition condition, @Nullable StoredObject current) {
        if (condition instanceof WriteCondition.IfAbsent && current != null) {
            throw new StorageException(Kind.CHANGED, describe(key) + " is there already");
        }
        if (condition instanceof WriteCondition.IfMatch match
                && (current == null || !current.summary().eTag().equals(match.eTag()))) {
            throw new StorageException(Kind.CHANGED, describe(key) + " was written by another");
        }
    }

    private StoredObject counted(Queue<String> calls, String key, ReadCondition condition) {
        count(calls, key);
        StoredObject object = existing(key);
        if (condition.eTag() != null
                && !condition.eTag().equals(object.summary().eTag())) {
            throw new StorageException(Kind.CHANGED, describe(key) + " was changed since it was listed");
        }
        return object;
    }

    private StoredObject existing(String key) {
        StoredObject object = objects.get(key);
        if (object == null) {
            throw new StorageException(Kind.NOT_FOUND, "there is no " + describe(key));
        }
        return object;
    }

    private void count(Queue<String> calls, String key) {
        calls.add(key);
        Kind failure = failures.get(key);
        if (failure != null) {
            throw new StorageException(failure, describe(key) + " was told to fail");
        }
    }

    private String describe(String key) {
        return root + key;
    }

    private static StoredObject stored(String key, byte[] bytes) {
        return new StoredObject(new ObjectSummary(key, bytes.length, eTag(bytes)), bytes.clone());
    }

    private static String eTag(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
