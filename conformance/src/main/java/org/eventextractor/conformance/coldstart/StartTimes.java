package org.eventextractor.conformance.coldstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long one cold start took.
 *
 * @param jvm until the JVM itself was there
 * @param init from then until the function asked for its first call
 * @param firstCall from handing it over until its answer
 * @param total from the start of the process to the first answer
 * @param cpu processor time until then, of all threads: on a busy machine the better measure
 */
record StartTimes(Duration jvm, Duration init, Duration firstCall, Duration total, Duration cpu) {

    /** Of the JVM's log of its own start, in seconds. */
    private static final Pattern CREATE_VM = Pattern.compile("Create VM, ([0-9.]+) secs");

    /**
     * @param jvmLog written by {@code -Xlog:startuptime}
     * @param ready from the start of the process until the function asked for its first call
     */
    static StartTimes of(Path jvmLog, Duration ready, Duration firstCall, Duration total, Duration cpu) {
        Duration jvm = jvm(jvmLog);
        return new StartTimes(jvm, ready.minus(jvm), firstCall, total, cpu);
    }

    private static Duration jvm(Path log) {
        try {
            Matcher matcher = CREATE_VM.matcher(Files.readString(log));
            return matcher.find()
                    ? Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * 1e9))
                    : Duration.ZERO;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
