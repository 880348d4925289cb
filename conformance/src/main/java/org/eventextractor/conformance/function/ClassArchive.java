package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The classes of a function, ready to use: with them it starts in less CPU time. From Java 25 on it is an <a
 * href="https://openjdk.org/jeps/514">AOT cache</a>, which has the classes linked; before that an archive of application
 * classes.
 */
public final class ClassArchive {

    private static final Duration DUMP_LIMIT = Duration.ofMinutes(5);
    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    private ClassArchive() {}

    /** What this Java calls it. */
    public static String kind() {
        return AHEAD_OF_TIME ? "AOT cache" : "class archive";
    }

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
        make(settings.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), archive, log, FunctionProcess::awaitReady);
        return settings.withJavaOptions(using(archive));
    }

    /**
     * As the other, of what a function loads while it is at work.
     *
     * @param work has the function, just started, do it
     */
    public static FunctionSettings give(
            FunctionSettings settings, Path archive, Path log, Consumer<FunctionProcess> work) {
        make(settings, archive, log, work);
        return settings.withJavaOptions(using(archive));
    }

    private static void make(FunctionSettings settings, Path archive, Path log, Consumer<FunctionProcess> work) {
        Path whole = archive.toAbsolutePath();
        // At once or not at all: a Java that finds a part of an archive ends badly.
        Path unfinished = whole.resolveSibling(whole.getFileName() + ".new");
        try (FunctionProcess process = FunctionProcess.start(settings.withJavaOptions(making(unfinished)), log)) {
            work.accept(process);
            if (!process.end(DUMP_LIMIT)) {
                throw new FunctionException("no " + kind() + " was made within " + DUMP_LIMIT);
            }
            Files.move(unfinished, whole);
        } catch (IOException e) {
            throw new UncheckedIOException("no " + kind() + " was made", e);
        }
    }

    /** A cache also tells what was compiled, which every start would compile at once: more than it needs so early. */
    private static String[] making(Path archive) {
        return AHEAD_OF_TIME
                ? new String[] {"-Xint", "-XX:AOTCacheOutput=" + archive}
                : new String[] {"-XX:ArchiveClassesAtExit=" + archive};
    }

    private static String using(Path archive) {
        return (AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive.toAbsolutePath();
    }
}
