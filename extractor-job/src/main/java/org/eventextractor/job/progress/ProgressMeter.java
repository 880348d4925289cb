package org.eventextractor.job.progress;

import java.util.concurrent.atomic.LongAdder;
import org.eventextractor.core.document.SliceReport;

/** Counts the work of this process as it is done. Thread-safe; every count only grows. */
public final class ProgressMeter {

    private final LongAdder slices = new LongAdder();
    private final LongAdder objects = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder bytesRead = new LongAdder();
    private final LongAdder bytesWritten = new LongAdder();

    /**
     * An object was read whole and its rows taken.
     *
     * @param bytes its size
     * @param matched rows kept
     */
    public void objectRead(long bytes, long matched) {
        objects.increment();
        bytesRead.add(bytes);
        events.add(matched);
    }

    /** An object was given up. */
    public void objectFailed(long bytes) {
        objects.increment();
        bytesRead.add(bytes);
    }

    /** A data file was stored. */
    public void written(long bytes) {
        bytesWritten.add(bytes);
    }

    /** A slice has its report. */
    public void sliceDone() {
        slices.increment();
    }

    /** A slice was found done by an earlier attempt: its work counts as this one's. */
    public void sliceSkipped(long sliceObjects, long sliceBytes, SliceReport report) {
        slices.increment();
        objects.add(sliceObjects);
        bytesRead.add(sliceBytes);
        if (report.part() != null) {
            events.add(report.part().rows());
            bytesWritten.add(report.part().bytes());
        }
    }

    /** The counts now. Taken while work goes on, they may be an object apart from each other. */
    public Work now() {
        return new Work(slices.sum(), objects.sum(), events.sum(), bytesRead.sum(), bytesWritten.sum());
    }
}
