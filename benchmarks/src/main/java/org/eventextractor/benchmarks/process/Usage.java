package org.eventextractor.benchmarks.process;

import java.time.Duration;

/**
 * What a process used, from its start to its exit.
 *
 * @param cpuSeconds user and system, of all its threads
 * @param wallSeconds by the clock
 * @param peakMegabytes the most memory resident at once, in units of 1,000,000 bytes
 */
public record Usage(double cpuSeconds, double wallSeconds, double peakMegabytes) {

    private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every Linux
    private static final double KIB_PER_MEGABYTE = 1e6 / 1024;

    static Usage of(long cpuTicks, Duration wall, long peakKib) {
        return new Usage(cpuTicks / TICKS_PER_SECOND, wall.toNanos() / 1e9, peakKib / KIB_PER_MEGABYTE);
    }
}
