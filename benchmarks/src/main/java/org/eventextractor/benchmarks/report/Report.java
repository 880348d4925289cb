package org.eventextractor.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.eventextractor.core.json.Json;
import org.jspecify.annotations.Nullable;

/** All rows of a run. */
public record Report(Machine machine, List<ReportRow> rows) {

    private static final int DIGITS = 3;

    public Report {
        rows = List.copyOf(rows);
    }

    /** Writes it as JSON. */
    public void write(Path file) throws IOException {
        Files.write(file, Json.write(this));
    }

    /** The same as a table in Markdown. */
    public String markdown() {
        StringBuilder table = new StringBuilder(machineLine())
                .append("| work | against | figure | product | other | ratio | goal | |\n")
                .append("|---|---|---|---:|---:|---:|---:|---|\n");
        for (ReportRow row : rows) {
            List<String> cells = List.of(
                    row.work(),
                    row.against(),
                    row.figure() + ", " + row.unit(),
                    number(row.product()),
                    number(row.peer()),
                    number(row.ratio()),
                    number(row.goal()),
                    verdict(row));
            table.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return table.toString();
    }

    private String machineLine() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %,d MB, %s, %s; %s; load before: %.1f%n%n",
                machine.cpu(),
                machine.cores(),
                machine.memoryMb(),
                machine.system(),
                machine.java(),
                machine.measuredAt(),
                machine.loadBefore());
    }

    private static String verdict(ReportRow row) {
        if (row.reached() == null) {
            return "";
        }
        return row.reached() ? "reached" : "not reached";
    }

    /** With as many digits as a measurement deserves. */
    private static String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        int digits = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        return String.format(Locale.ROOT, "%,." + Math.min(2, Math.max(0, DIGITS - digits)) + "f", value);
    }
}
