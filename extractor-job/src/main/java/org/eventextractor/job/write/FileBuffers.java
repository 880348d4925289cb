package org.eventextractor.job.write;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers outside the heap, whence files and native code take bytes without another copy. They are used again by one
 * file after another, for the memory of one that is let go is free only after a collection of old objects, of which a
 * job may have none. So there are as many as were in use at once.
 *
 * <p>Thread-safe; a buffer is for one thread at a time.
 */
public final class FileBuffers {

    /** So much stays in the processor's cache from one use to the next. */
    static final int BYTES = 1 << 18;

    private final Queue<ByteBuffer> free = new ConcurrentLinkedQueue<>();

    /** An empty buffer, to be given back. */
    public ByteBuffer take() {
        ByteBuffer used = free.poll();
        return used == null ? ByteBuffer.allocateDirect(BYTES) : used.clear();
    }

    /**
     * Takes a buffer back.
     *
     * @param buffer one that was taken, and is not used any more
     */
    public void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
