package org.eventextractor.benchmarks.server;

/**
 * What the server was asked for since it started.
 *
 * @param lists pages of listings
 * @param gets reads of objects or parts of them, the refused ones too
 * @param slowDowns of these, answered with 503
 * @param bytes of objects sent
 * @param mostInFlight the most reads under way at once
 * @param getSeconds from the first read's beginning to the last one's end
 */
public record TrafficReport(long lists, long gets, long slowDowns, long bytes, int mostInFlight, double getSeconds) {

    /** Reads a second, while there were any. */
    public double getsPerSecond() {
        return gets / getSeconds;
    }
}
