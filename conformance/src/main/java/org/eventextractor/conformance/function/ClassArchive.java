package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The classes of a function, ready to use: with them it starts in less CPU time. */
public final class ClassArchive {

    private static final Duration DUMP_LIMIT = Duration.ofMinutes(5);

    private ClassArchive() {}

    /**
     * Has a function rehearse its work as for a SnapStart snapshot, and keeps the classes that it loaded.
     *
     * @param settings of a function on one class path
     * @param archive made here
     * @param log takes what the rehearsal prints
     * @return the same function with its classes
     * @throws FunctionException if the function cannot start or end
     */
    public static FunctionSettings give(FunctionSettings settings, Path archive, Path log) {
        Path whole = archive.toAbsolutePath();
        // At once or not at all: a Java that finds a part of an archive ends badly.
        Path unfinished = whole.resolveSibling(whole.getFileName() + ".new");
        FunctionProcess rehearsal = FunctionProcess.start(
                settings.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
                        .withJavaOptions("-XX:ArchiveClassesAtExit=" + unfinished),
                log);
        try (rehearsal) {
            rehearsal.awaitReady();
            if (!rehearsal.end(DUMP_LIMIT)) {
                throw new FunctionException("no archive of classes was made within " + DUMP_LIMIT);
            }
            Files.move(unfinished, whole);
        } catch (IOException e) {
            throw new UncheckedIOException("no archive of classes was made", e);
        }
        return settings.withJavaOptions("-XX:SharedArchiveFile=" + whole);
    }
}
