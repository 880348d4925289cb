package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The JVM's log of its collections.
 *
 * @see <a href="https://openjdk.org/jeps/158">JEP 158: Unified JVM Logging</a>
 */
record GcLog(Path file) {

    private static final Pattern BEFORE_AND_AFTER = Pattern.compile("(\\d+)M->\\d+M\\(\\d+M\\)");

    String option() {
        return "-Xlog:gc:file=" + file + ":uptime:filecount=0";
    }

    /** The most heap in use at the beginning of a collection, in MB; 0 if there was none. */
    long peakHeapMb() throws IOException {
        return BEFORE_AND_AFTER
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .mapToLong(sizes -> Long.parseLong(sizes.substring(0, sizes.indexOf('M'))))
                .max()
                .orElse(0);
    }
}
