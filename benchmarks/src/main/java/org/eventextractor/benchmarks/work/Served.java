package org.eventextractor.benchmarks.work;

import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow.Subject;
import org.eventextractor.benchmarks.server.TrafficReport;

/**
 * The product's runs over the same objects of a server.
 *
 * @param objects what was read
 * @param series all runs
 * @param traffic of the fastest, as the server counted it
 * @param peakHeapMb of the last
 */
record Served(DataSet objects, Series series, TrafficReport traffic, long peakHeapMb) {

    int files() {
        return objects.files();
    }

    /** A row of the report over these runs. */
    Subject subject(String against, String figure) {
        return new Subject(String.format("%,d small objects through the server, 100 users", files()), against, figure);
    }
}
