package org.eventextractor.local.batch;

/**
 * The most that any one job gets of this machine.
 *
 * @param vcpus at least 1
 * @param memoryMib at least 1
 */
public record JobLimits(int vcpus, int memoryMib) {
    private static final int MEMORY_MIB = 1024;

    public JobLimits {
        if (vcpus < 1 || memoryMib < 1) {
            throw new IllegalArgumentException(
                    "a job needs at least 1 vCPU and 1 MiB, not " + vcpus + " and " + memoryMib);
        }
    }

    /** All processors, and 1 GiB of memory. */
    public static JobLimits ofThisMachine() {
        return new JobLimits(Runtime.getRuntime().availableProcessors(), MEMORY_MIB);
    }

    double vcpus(double wanted) {
        return Math.min(wanted, vcpus);
    }

    int memoryMib(int wanted) {
        return Math.min(wanted, memoryMib);
    }
}
