package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.report.ReportRow;

/** A group of measurements. */
public interface Work {

    /** What it is called on the command line. */
    String name();

    /**
     * Measures.
     *
     * @param rows takes each row of the report
     */
    void measure(Consumer<ReportRow> rows) throws IOException, InterruptedException;
}
