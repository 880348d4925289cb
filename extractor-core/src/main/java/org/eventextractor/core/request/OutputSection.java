package org.eventextractor.core.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.request.OutputOptions.Compression;

/** {@code output}: how the data files are to look. */
final class OutputSection {

    private static final OutputOptions DEFAULTS = new OutputOptions(Compression.ZSTD, List.of());
    private static final String COLUMNS = "columns";
    private static final int MAX_COLUMNS = 1_000;
    private static final int MAX_NAME = 200;

    private final Findings findings;

    OutputSection(Findings findings) {
        this.findings = findings;
    }

    OutputOptions read(FieldReader document) {
        return document.object("output").map(this::options).orElse(DEFAULTS);
    }

    private OutputOptions options(FieldReader output) {
        supportOnly(output, "format", "parquet");
        supportOnly(output, "partitionBy", "none");
        supportOnly(output, "userIdMode", "asIs");
        Compression compression =
                output.constant("compression", Compression.class).orElse(DEFAULTS.compression());
        List<String> columns = output.texts(COLUMNS, MAX_COLUMNS, MAX_NAME).orElse(List.of());
        columns.stream().filter(column -> column.contains(".")).forEach(column -> refuseNested(output, column));
        output.end();
        Set<String> distinct = new LinkedHashSet<>(columns);
        return new OutputOptions(compression, List.copyOf(distinct));
    }

    private void supportOnly(FieldReader output, String name, String supported) {
        Optional<String> other = output.text(name).filter(given -> !given.equals(supported));
        other.ifPresent(given -> findings.faults()
                .add(
                        output.pointer(name),
                        UnsupportedOptions.CODE,
                        "\"" + Shown.cut(given) + "\" is not supported by this version",
                        "Write \"" + supported + "\", or leave it out."));
    }

    private void refuseNested(FieldReader output, String column) {
        findings.faults()
                .add(
                        output.pointer(COLUMNS),
                        UnsupportedOptions.CODE,
                        "\"" + column + "\" names a part of a column, which is not supported by this version",
                        "Name the whole column: \"" + column.substring(0, column.indexOf('.')) + "\".");
    }
}
