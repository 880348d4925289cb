package org.eventextractor.core.request;

import java.nio.file.Path;
import java.util.Optional;
import org.eventextractor.core.storage.StorageUri;

/** Whoever owns the events and the machine may name users by any file. */
record UserFileAnywhere() implements UserFilePlace {

    @Override
    public Optional<StorageUri> locate(StorageUri named) {
        Path folder = named.scheme().equals("file") ? Path.of(named.root()).getParent() : null;
        return Optional.of(folder == null ? named : UserFilePlace.below(StorageUri.folder(folder), named));
    }

    @Override
    public String example() {
        return "file:/folder/users.csv or s3://bucket/users.csv";
    }
}
