package org.eventextractor.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of this process's own for unfinished files; gone, with all it holds, when closed.
 *
 * @param path an existing folder
 */
record ScratchFolder(Path path) implements AutoCloseable {

    /** A new folder below {@code parent}, which is made if it is not there. */
    static ScratchFolder in(Path parent) {
        try {
            Files.createDirectories(parent);
            return new ScratchFolder(Files.createTempDirectory(parent, "event-extractor-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in the scratch folder " + parent, e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> entries = Files.walk(path)) {
            List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.delete(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty the scratch folder " + path, e);
        }
    }
}
