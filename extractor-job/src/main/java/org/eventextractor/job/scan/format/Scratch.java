package org.eventextractor.job.scan.format;

/**
 * Memory for pages while they are decoded: given out piece by piece, taken back all at once. It grows to what is needed
 * and is then used again. Not safe for use by many threads.
 */
public final class Scratch {

    private static final int FIRST_BYTES = 1 << 16;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int used;

    /** Takes back all pieces: from now on they may be written over. */
    public void reset() {
        used = 0;
    }

    /** What is kept for the next use. */
    int keptBytes() {
        return bytes.length;
    }

    /** A piece to be written; pieces given out before stay as they are. */
    ByteSlice take(int length) {
        if (length > bytes.length - used) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
            used = 0;
        }
        used += length;
        return new ByteSlice(bytes, used - length, used);
    }
}
