package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder that is gone with all it holds once it is closed.
 *
 * @param path of the folder
 */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * Makes one.
     *
     * @throws UncheckedIOException if there is no room for it
     */
    public static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("conformance"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** A file or folder in it. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }
}
