package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.storage.StorageException.Kind;

/**
 * Keys as files below a folder.
 *
 * @param folder absolute and normalized
 */
record FolderKeys(Path folder) {

    /** The names of files that are ours and no objects begin so. */
    private static final String HIDDEN_PREFIX = ".extractor-store-";

    private static final Set<String> NOT_A_NAME = Set.of("", ".", "..");

    static String hiddenName(String id) {
        return HIDDEN_PREFIX + id;
    }

    static boolean isHidden(String name) {
        return name.startsWith(HIDDEN_PREFIX);
    }

    /**
     * The file of a key.
     *
     * @throws StorageException {@code ACCESS_DENIED} if a file below the folder cannot have this key
     */
    Path path(String key) {
        for (int start = 0, end; start <= key.length(); start = end + 1) {
            int slash = key.indexOf('/', start);
            end = slash < 0 ? key.length() : slash;
            String name = key.substring(start, end);
            if (NOT_A_NAME.contains(name) || isHidden(name)) {
                throw refused(key);
            }
        }
        try {
            return folder.resolve(key);
        } catch (InvalidPathException e) {
            throw refused(key);
        }
    }

    /** The object of a key, if there is one. */
    Optional<ObjectSummary> find(String key) throws IOException {
        return find(key, path(key));
    }

    /**
     * The object of a key, if there is one.
     *
     * @param path the file of the key
     */
    Optional<ObjectSummary> find(String key, Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.isRegularFile() ? Optional.of(summary(key, attributes)) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (isBelowAFile(path)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Removes the file of a key, if it is there, and every folder below this one that is left empty by that. Nobody may
     * write meanwhile.
     *
     * @return whether it was there
     */
    boolean delete(String key) throws IOException {
        return delete(path(key));
    }

    /** As the other, of a file that need not be that of a key. */
    boolean delete(Path file) throws IOException {
        boolean deleted = Files.deleteIfExists(file);
        Path above = file.getParent();
        while (deleted && above != null && !above.equals(folder) && isRemoved(above)) {
            above = above.getParent();
        }
        return deleted;
    }

    /** A link to a folder stays: who made it may need it again. */
    private static boolean isRemoved(Path folder) throws IOException {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(folder);
        } catch (FileSystemException e) {
            return false; // not empty, or not ours to remove
        }
    }

    /**
     * A file as an object. The entity tag is made of size, time of change and the file's own number: cheap enough for
     * a listing, and different after every change. Our own writes make a new file with a later time each; a program
     * that edits in place changes the time; one that moves another file there changes the number.
     */
    static ObjectSummary summary(String key, BasicFileAttributes attributes) {
        String eTag = String.join(
                "-",
                Long.toHexString(attributes.size()),
                Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)),
                Integer.toHexString(Objects.hashCode(attributes.fileKey())));
        return new ObjectSummary(key, attributes.size(), eTag);
    }

    /** What an input or output error means to a caller. */
    static StorageException failure(String what, Exception cause) {
        String message = what + ": " + cause;
        if (cause instanceof AccessDeniedException) {
            return new StorageException(Kind.ACCESS_DENIED, message + "; check the folder's permissions", cause);
        }
        if (cause instanceof NoSuchFileException) {
            return new StorageException(Kind.NOT_FOUND, message, cause);
        }
        return new StorageException(Kind.UNAVAILABLE, message, cause);
    }

    private boolean isBelowAFile(Path path) {
        for (Path above = path.getParent(); above != null && above.startsWith(folder); above = above.getParent()) {
            if (Files.isRegularFile(above)) {
                return true;
            }
        }
        return false;
    }

    private StorageException refused(String key) {
        return new StorageException(
                Kind.ACCESS_DENIED,
                "no file of the folder " + folder + " can have the key \"" + key
                        + "\": it must be a relative path without empty, . or .. segments");
    }
}
