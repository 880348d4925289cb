package org.eventextractor.local.batch;

import java.util.concurrent.Semaphore;

/**
 * The vCPUs of the compute environment, handed out in quarters, first come first served. A job that asks for more than
 * there are gets all of them. Thread-safe.
 */
final class VcpuCapacity {
    private static final int QUARTERS = 4;

    private final int total;
    private final Semaphore free;

    VcpuCapacity(int vcpus) {
        this.total = Math.multiplyExact(vcpus, QUARTERS);
        this.free = new Semaphore(total, true);
    }

    /** The most jobs that can run at once. */
    int mostJobs() {
        return total;
    }

    void acquire(double vcpus) throws InterruptedException {
        free.acquire(quarters(vcpus));
    }

    void release(double vcpus) {
        free.release(quarters(vcpus));
    }

    private int quarters(double vcpus) {
        return (int) Math.min(total, Math.max(1, Math.ceil(vcpus * QUARTERS)));
    }
}
