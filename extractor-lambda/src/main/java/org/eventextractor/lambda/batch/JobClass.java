package org.eventextractor.lambda.batch;

/** How much work a job is, by which its queue is chosen. */
enum JobClass {
    /** One of the smallest machines: done within minutes, and waited for. */
    SMALL,
    /** One machine. */
    STANDARD,
    /** An array job: several of the largest machines. */
    LARGE;

    static JobClass of(JobSize size) {
        if (size.shards() > 1) {
            return LARGE;
        }
        JobSize smallest = JobSizer.SMALLEST;
        // by their parts: Java makes a record's equals at run time, which every cold start would pay for
        return size.vcpu() == smallest.vcpu() && size.memoryMb() == smallest.memoryMb() ? SMALL : STANDARD;
    }
}
