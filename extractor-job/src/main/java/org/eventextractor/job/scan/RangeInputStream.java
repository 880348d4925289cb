package org.eventextractor.job.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.io.SeekableInputStream;

/** Reads ranges: small ones through a window, large ones straight to where they are wanted. */
final class RangeInputStream extends SeekableInputStream {

    private final ByteRanges ranges;
    private final int windowBytes;
    private byte[] window;
    private long windowStart;
    private long position;

    /** @param tail the file's last bytes; the window is never longer */
    RangeInputStream(ByteRanges ranges, byte[] tail) {
        this.ranges = ranges;
        windowBytes = tail.length;
        windowStart = ranges.length() - tail.length;
        window = tail;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void seek(long newPosition) throws IOException {
        if (newPosition < 0 || newPosition > ranges.length()) {
            throw new EOFException("position " + newPosition + " of a file of " + ranges.length() + " bytes");
        }
        position = newPosition;
    }

    @Override
    public int read() throws IOException {
        if (position == ranges.length()) {
            return -1;
        }
        requireWindow(1);
        return window[(int) (position++ - windowStart)] & 0xFF;
    }

    @Override
    public int read(byte[] target, int start, int length) throws IOException {
        int available = available(length);
        if (available > 0) {
            readFully(target, start, available);
        }
        return length > 0 && available == 0 ? -1 : available;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int wanted = target.remaining();
        int available = available(wanted);
        copyTo(target, available);
        return wanted > 0 && available == 0 ? -1 : available;
    }

    @Override
    public void readFully(byte[] target) throws IOException {
        readFully(target, 0, target.length);
    }

    @Override
    public void readFully(byte[] target, int start, int length) throws IOException {
        copyTo(ByteBuffer.wrap(target, start, length), length);
    }

    @Override
    public void readFully(ByteBuffer target) throws IOException {
        copyTo(target, target.remaining());
    }

    private void copyTo(ByteBuffer target, int length) throws IOException {
        if (length > ranges.length() - position) {
            throw new EOFException(
                    length + " bytes wanted at " + position + " of a file of " + ranges.length() + " bytes");
        }
        if (length > windowBytes) {
            target.put(ranges.read(position, length));
        } else if (length > 0) {
            requireWindow(length);
            target.put(window, (int) (position - windowStart), length);
        }
        position += length;
    }

    private int available(int wanted) {
        return (int) Math.min(wanted, ranges.length() - position);
    }

    /** Moves the window so that it holds the next bytes, {@code length} of them at least. */
    private void requireWindow(int length) throws IOException {
        boolean inside = position >= windowStart && position + length <= windowStart + window.length;
        if (!inside) {
            windowStart = Math.min(position, ranges.length() - windowBytes);
            window = ranges.read(windowStart, windowBytes);
        }
    }
}
