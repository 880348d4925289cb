package org.eventextractor.core.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The corpus of request documents below {@code src/test/resources}.
 *
 * <pre>
 * good/           accepted by validator and schema
 * bad-by-schema/  refused by both
 * bad-by-rule/    refused by the validator alone: no schema can express the rule
 * not-json/       refused before any schema can be asked
 * </pre>
 *
 * A bad document's file name begins with the code that it is refused with.
 */
final class RequestCorpus {

    private RequestCorpus() {}

    static List<Path> files(String folder) {
        try {
            Path path = Path.of(Objects.requireNonNull(RequestCorpus.class.getResource(folder), folder)
                    .toURI());
            try (Stream<Path> files = Files.list(path)) {
                return files.sorted().toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(folder, e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String code(Path file) {
        return file.getFileName().toString().split("[-.]", 2)[0];
    }
}
