package org.eventextractor.core.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eventextractor.core.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A local folder seen as a bucket: the key {@code a/b} is the file {@code a/b} below the folder.
 *
 * <p>A write goes to a hidden file beside its target and is then moved over it under a lock that all processes using
 * this class on the folder share, so {@link WriteCondition.IfAbsent} has one winner and {@link WriteCondition.IfMatch}
 * overwrites nothing it has not seen. Programs that write into the folder by other means do not know that lock.
 *
 * <p>What a bucket can and a folder cannot: hold both {@code a} and {@code a/b}, and keys with empty, {@code .} or
 * {@code ..} segments, which fail with {@link Kind#ACCESS_DENIED} as every key does that would leave the folder.
 * Symbolic links are followed. A folder goes with its last object, and with a write into it that does not take place.
 *
 * <p>Thread-safe.
 */
public final class FolderObjectStore implements ObjectStore {

    /** Bytes come through a buffer outside the heap: one of this size stays in the processor's cache. */
    private static final int READ_BYTES = 1 << 18;

    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
    private static final int MAX_READS_OF_A_MOVING_TARGET = 20;

    /** For each page a folder's names are read and sorted again, so an ordinary day's files come in one. */
    private static final int PAGE = 5_000;

    private final FolderKeys keys;
    private final FolderLock lock;
    private final int pageSize;

    /** A folder that need not exist yet: the first write makes it, and until then it is empty. */
    public FolderObjectStore(Path folder) {
        this(folder, PAGE);
    }

    /** @param pageSize how many objects one page of a listing holds at most */
    FolderObjectStore(Path folder, int pageSize) {
        this.keys = new FolderKeys(folder.toAbsolutePath().normalize());
        this.lock = new FolderLock(keys.folder());
        this.pageSize = pageSize;
    }

    @Override
    public StorageUri root() {
        return StorageUri.folder(keys.folder());
    }

    @Override
    public StoredObject read(String key, ReadCondition condition, long maxBytes) {
        return attempt("read", key, () -> {
            Optional<StoredObject> tagged = readTagged(key, condition, maxBytes);
            return tagged.isPresent() ? tagged.get() : readSmall(key, condition, maxBytes);
        });
    }

    @Override
    public byte[] readRange(String key, ReadCondition condition, long offset, int length) {
        ByteRange range = new ByteRange(offset, length);
        return attempt(
                "read",
                key,
                () -> readUnchanged(key, condition, object -> {
                    if (object.size() < range.end()) {
                        throw new StorageException(
                                Kind.UNAVAILABLE,
                                describe(key) + " has only " + object.size() + " bytes, not " + range);
                    }
                    return readBytes(key, offset, length);
                }));
    }

    @Override
    public Optional<ObjectSummary> find(String key) {
        return attempt("look up", key, () -> keys.find(key));
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String token) {
        return attempt("list", prefix, () -> new FolderListing(keys, prefix, token, pageSize).page());
    }

    @Override
    public String write(String key, byte[] bytes, String contentType, WriteCondition condition) {
        return attempt("write", key, () -> put(key, condition, reserved -> Files.write(reserved, bytes)));
    }

    @Override
    public String moveIn(String key, Path file, String contentType) {
        return attempt("write", key, () -> put(key, WriteCondition.always(), reserved -> moveOver(reserved, file)));
    }

    @Override
    public void delete(String key) {
        attempt("delete", key, () -> {
            if (keys.find(key).isPresent()) {
                lock.with(() -> keys.delete(key));
            }
            return "";
        });
    }

    /**
     * Half the cost, which tells where files are small and many: of a file that has the wanted tag after it was read,
     * one need not ask before, since no file gets a former tag again.
     *
     * @return empty if anything is not as wanted; what it is, is for {@link #readSmall} to say
     */
    private Optional<StoredObject> readTagged(String key, ReadCondition condition, long maxBytes) throws IOException {
        String wanted = condition.eTag();
        if (wanted == null) {
            return Optional.empty();
        }
        Path file = keys.path(key);
        byte[] bytes;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            if (size > Math.min(maxBytes, MAX_ARRAY)) {
                return Optional.empty();
            }
            bytes = readBytes(channel, (int) size);
        } catch (FileSystemException e) {
            return Optional.empty();
        }
        return keys.find(key, file)
                .filter(object -> object.eTag().equals(wanted) && object.size() == bytes.length)
                .map(object -> new StoredObject(object, bytes));
    }

    private StoredObject readSmall(String key, ReadCondition condition, long maxBytes) throws IOException {
        return readUnchanged(key, condition, object -> {
            if (object.size() > Math.min(maxBytes, MAX_ARRAY)) {
                throw new StorageException(
                        Kind.TOO_LARGE,
                        describe(key) + " has " + object.size() + " bytes, more than the " + maxBytes + " allowed");
            }
            return new StoredObject(object, readBytes(key, 0, (int) object.size()));
        });
    }

    private <T> T readUnchanged(String key, ReadCondition condition, Reading<T> reading) throws IOException {
        for (int reads = 0; reads < MAX_READS_OF_A_MOVING_TARGET; reads++) {
            ObjectSummary before = existing(key, condition);
            T content = reading.read(before);
            if (keys.find(key).map(ObjectSummary::eTag).equals(Optional.of(before.eTag()))) {
                return content;
            }
        }
        throw new StorageException(Kind.UNAVAILABLE, describe(key) + " kept changing while it was read; try later");
    }

    private ObjectSummary existing(String key, ReadCondition condition) throws IOException {
        ObjectSummary object = keys.find(key)
                .orElseThrow(
                        () -> new StorageException(Kind.NOT_FOUND, "there is no " + describe(key) + "; check the key"));
        if (condition.eTag() != null && !condition.eTag().equals(object.eTag())) {
            throw new StorageException(Kind.CHANGED, describe(key) + " was changed since it was listed");
        }
        return object;
    }

    /** Fewer bytes than asked for mean that the file was cut short meanwhile, which the caller finds out by its tag. */
    private byte[] readBytes(String key, long offset, int length) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(keys.path(key))) {
            return readBytes(channel.position(offset), length);
        }
    }

    private static byte[] readBytes(SeekableByteChannel channel, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int read = 0;
        while (buffer.position() < length && read >= 0) {
            read = channel.read(buffer.limit(Math.min(length, buffer.position() + READ_BYTES)));
        }
        return buffer.array();
    }

    private String put(String key, WriteCondition condition, Filling filling) throws IOException {
        Path target = keys.path(key);
        Path parent = Objects.requireNonNull(target.getParent());
        Path hidden = lock.with(() -> reserve(parent));
        try {
            filling.fill(hidden);
            return lock.with(() -> commit(key, hidden, target, condition));
        } finally {
            if (Files.exists(hidden)) {
                lock.with(() -> keys.delete(hidden));
            }
        }
    }

    /** An empty file: a folder that holds one is not removed by whoever deletes its last object. */
    private static Path reserve(Path parent) throws IOException {
        Files.createDirectories(parent);
        return Files.createFile(
                parent.resolve(FolderKeys.hiddenName(UUID.randomUUID().toString())));
    }

    /** The reserved file is there at every moment: without it another's deletion could take the folder away. */
    private static void moveOver(Path reserved, Path file) throws IOException {
        try {
            Files.move(file, reserved, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) { // they lie in two file systems
            try (OutputStream copy = Files.newOutputStream(reserved)) {
                Files.copy(file, copy);
            }
            Files.delete(file);
        }
    }

    private String commit(String key, Path hidden, Path target, WriteCondition condition) throws IOException {
        Optional<ObjectSummary> current = keys.find(key);
        if (!holds(condition, current)) {
            throw new StorageException(
                    Kind.CHANGED,
                    describe(key) + (current.isPresent() ? " was written by another" : " is no longer there"));
        }
        Files.setLastModifiedTime(hidden, timeAfter(target, current.isPresent()));
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
        return keys.find(key).orElseThrow().eTag();
    }

    private static boolean holds(WriteCondition condition, Optional<ObjectSummary> current) {
        if (condition instanceof WriteCondition.IfAbsent) {
            return current.isEmpty();
        }
        if (condition instanceof WriteCondition.IfMatch match) {
            return current.map(ObjectSummary::eTag).equals(Optional.of(match.eTag()));
        }
        return true;
    }

    /**
     * Later than the file it replaces. The file system's own stamps move in steps of milliseconds, in which a freed
     * inode may be used again; two contents of one key and one size could then have the same entity tag.
     */
    private static FileTime timeAfter(Path target, boolean exists) throws IOException {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (!exists) {
            return FileTime.from(now);
        }
        Instant next = Files.getLastModifiedTime(target).toInstant().plus(1, ChronoUnit.MICROS);
        return FileTime.from(next.isAfter(now) ? next : now);
    }

    private <T> T attempt(String verb, String key, Action<T> action) {
        try {
            return action.run();
        } catch (IOException | UncheckedIOException e) {
            throw FolderKeys.failure("cannot " + verb + " " + describe(key), e);
        }
    }

    private String describe(String key) {
        return root().resolve(key).toString();
    }

    private interface Action<T> {
        T run() throws IOException;
    }

    private interface Reading<T> {
        T read(ObjectSummary object) throws IOException;
    }

    private interface Filling {
        void fill(Path file) throws IOException;
    }
}
