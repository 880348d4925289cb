package org.eventextractor.job.scan.format;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Lends scratch memory: as many pieces are kept as were ever lent at a time. Safe for use by many threads. */
public final class ScratchPool {

    /** A larger one, grown by an unusual file, is not kept. */
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private final ConcurrentLinkedQueue<Scratch> free = new ConcurrentLinkedQueue<>();

    public Scratch borrow() {
        Scratch kept = free.poll();
        return kept == null ? new Scratch() : kept;
    }

    /**
     * Takes scratch memory back.
     *
     * @param scratch of which no piece is in use any more
     */
    public void giveBack(Scratch scratch) {
        if (scratch.keptBytes() <= MAX_KEPT_BYTES) {
            scratch.reset();
            free.offer(scratch);
        }
    }
}
