package org.eventextractor.job.scan;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.eventextractor.job.scan.format.ByteSlice;

/** A part of a file that lies in memory, at the positions it has in the file. Not safe for use by many threads. */
final class ChunkStream extends DelegatingSeekableInputStream {

    private final ByteSlice bytes;
    private final long start;

    /** @param start the first byte's position in the file */
    ChunkStream(ByteSlice bytes, long start) {
        super(new ByteArrayInputStream(bytes.array(), bytes.start(), bytes.length()));
        this.bytes = bytes;
        this.start = start;
    }

    @Override
    public long getPos() {
        return start + bytes.length() - ((ByteArrayInputStream) getStream()).available();
    }

    @Override
    public void seek(long position) throws EOFException {
        if (position < start || position > start + bytes.length()) {
            throw new EOFException("position " + position + " of bytes " + start + " to " + (start + bytes.length()));
        }
        ByteArrayInputStream stream = (ByteArrayInputStream) getStream();
        // the mark is where the bytes begin, for nobody else sets it
        stream.reset();
        if (stream.skip(position - start) != position - start) {
            throw new EOFException("position " + position);
        }
    }
}
