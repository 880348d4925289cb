package org.eventextractor.conformance.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The classes of a function, ready to use: with them it starts in less CPU time. From Java 25 on it is an AOT cache,
 * which has them linked (<a href="https://openjdk.org/jeps/483">JEP 483</a>) and is made as a process ends (<a
 * href="https://openjdk.org/jeps/514">JEP 514</a>); before that an archive of application classes.
 */
public final class ClassArchive {

    private static final Duration DUMP_LIMIT = Duration.ofMinutes(5);
    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

    private ClassArchive() {}

    /** What it is on this Java: {@code AOT cache} or {@code class archive}. */
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
     * @throws FunctionException if the function cannot start, or leaves no archive
     */
    public static FunctionSettings ofRehearsal(FunctionSettings settings, Path archive, Path log) {
        FunctionSettings rehearsing = settings.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        make(rehearsing, archive, log, FunctionProcess::awaitReady);
        return settings.withJavaOptions(using(archive));
    }

    /**
     * Has a function work, and keeps the classes that it loaded.
     *
     * @param settings of a function on one class path
     * @param archive made here
     * @param log takes what the function prints
     * @param work is done by calling the function, which was just started
     * @return the same function with its classes
     * @throws FunctionException if the function cannot start, or leaves no archive
     */
    public static FunctionSettings ofWork(
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
                throw new FunctionException("no " + kind() + " was made within " + DUMP_LIMIT + printed(process));
            }
            move(unfinished, whole, process);
        }
    }

    private static void move(Path unfinished, Path whole, FunctionProcess process) {
        try {
            Files.move(unfinished, whole);
        } catch (IOException e) {
            throw new FunctionException("no " + kind() + " was made: " + e + printed(process), e);
        }
    }

    private static String printed(FunctionProcess process) {
        return "; the function printed:\n" + process.output();
    }

    /**
     * {@code -Xint}, for a cache also tells what was compiled, and every start would compile it at once: more than it
     * needs so early.
     */
    private static String[] making(Path archive) {
        return AHEAD_OF_TIME
                ? new String[] {"-Xint", "-XX:AOTCacheOutput=" + archive}
                : new String[] {"-XX:ArchiveClassesAtExit=" + archive};
    }

    private static String using(Path archive) {
        return (AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive.toAbsolutePath();
    }
}
