package org.eventextractor.local.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * How the demo writes: numbered steps with what happens indented below, in colour where the terminal shows colours.
 *
 * <p>Not thread-safe.
 */
final class Style {
    private static final String INDENT = "   ";
    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final PrintStream out;
    private int step;

    Style(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(Ansi.AUTO.string("@|bold " + text + "|@"));
    }

    /** Begins the next numbered step. */
    void step(String text) {
        step++;
        out.println();
        out.println(Ansi.AUTO.string("@|bold,cyan " + step + ". " + text + "|@"));
    }

    /** Lines of detail; taken as they are. */
    void detail(String text) {
        text.lines().forEach(line -> out.println(INDENT + line));
    }

    void good(String text) {
        out.println(INDENT + Ansi.AUTO.string("@|bold,green ✔|@ ") + text);
    }

    void bad(String text) {
        out.println(INDENT + Ansi.AUTO.string("@|bold,red ✘|@ ") + text);
    }

    void blank() {
        out.println();
    }

    /** {@code 1,234,567}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 2024-02-29T23:59:59.000Z}: RFC 3339 in UTC, to the millisecond. */
    static String moment(Instant moment) {
        return MOMENT.format(moment);
    }

    /** {@code 12.3 MB}; a unit is the larger one's thousandth. */
    static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
