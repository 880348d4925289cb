package org.eventextractor.core.request;

import java.nio.file.Path;
import java.util.Optional;
import org.eventextractor.core.storage.StorageUri;

/** Where a file of users may lie. */
interface UserFilePlace {

    /** The file as its store knows it, by root and key; empty if it may not be read, for which there is a fault. */
    Optional<StorageUri> locate(StorageUri named);

    /** How a file that may be read is named, for people. */
    String example();

    /** A {@code file:} URI is all root: what lies below the folder becomes its key. Any other URI stays as it is. */
    static StorageUri below(StorageUri folder, StorageUri named) {
        if (!named.scheme().equals("file") || !folder.scheme().equals("file")) {
            return named;
        }
        Path root = Path.of(folder.root());
        Path path = Path.of(named.root());
        return path.startsWith(root) ? folder.resolve(root.relativize(path).toString()) : named;
    }
}
