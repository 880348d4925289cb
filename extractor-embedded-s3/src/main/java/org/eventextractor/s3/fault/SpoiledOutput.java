package org.eventextractor.s3.fault;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** The bytes of one answer's body on their way, to which a fault happens at one place. Not thread-safe. */
final class SpoiledOutput extends FilterOutputStream {
    private static final int DRIPS_PER_SECOND = 10;

    private final Fault fault;
    private final FaultPlan plan;
    private final long where;
    private long written;

    /** @param where how many bytes come before the one that the fault happens to */
    SpoiledOutput(OutputStream out, Fault fault, FaultPlan plan, long where) {
        super(out);
        this.fault = fault;
        this.plan = plan;
        this.where = where;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int before = (int) Math.max(0, Math.min(length, where - written));
        boolean here = written <= where && where < written + length;
        pass(bytes, offset, before);
        if (here) {
            happen(bytes, offset + before);
        }
        pass(bytes, offset + before, length - before);
    }

    private void pass(byte[] bytes, int offset, int length) throws IOException {
        if (fault == Fault.DRIPPED) {
            drip(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
        written += length;
    }

    private void happen(byte[] bytes, int position) throws IOException {
        switch (fault) {
            case RESET, TRUNCATED -> {
                out.flush();
                throw new CutException(fault);
            }
            case CORRUPTED -> bytes[position] ^= 1;
            case STALLED -> {
                out.flush();
                Pause.of(plan.stall());
            }
            default -> {} // it happens all along
        }
    }

    private void drip(byte[] bytes, int offset, int length) throws IOException {
        int drop = Math.max(1, plan.dripBytesPerSecond() / DRIPS_PER_SECOND);
        for (int from = 0; from < length; from += drop) {
            out.write(bytes, offset + from, Math.min(drop, length - from));
            out.flush();
            Pause.of(Duration.ofMillis(1000 / DRIPS_PER_SECOND));
        }
    }
}
