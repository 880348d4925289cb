package org.eventextractor.benchmarks.server;

import java.time.Duration;

/**
 * How the server behaves.
 *
 * @param latency from a request's last byte to its answer's first
 * @param slowDownShare of the object reads that are answered with 503 Slow Down, 0 to 1
 * @param bytesPerSecond of all answers together, at most
 */
public record Weather(Duration latency, double slowDownShare, long bytesPerSecond) {

    /** No faults, and more bandwidth than a loopback has. */
    public static Weather fair(Duration latency) {
        return new Weather(latency, 0, Long.MAX_VALUE);
    }
}
