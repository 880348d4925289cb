package org.eventextractor.job.scan;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.job.scan.format.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A file that parquet-java reads: in memory, in a bucket, or on the local disk. Each stream keeps one window of the
 * file in memory, its end to begin with: there the footer is. Safe for use by many threads; its streams are not.
 */
public final class RangeInputFile implements InputFile {

    /** What small reads fetch at once: room for the footer of all but the widest files. */
    static final int WINDOW_BYTES = 1 << 16;

    private final String name;
    private final ByteRanges ranges;
    private final int windowBytes;
    /** The first window of every stream; null until the first is opened. */
    private volatile byte @Nullable [] tail;

    private RangeInputFile(String name, ByteRanges ranges, int windowBytes) {
        this.name = name;
        this.ranges = ranges;
        this.windowBytes = windowBytes;
    }

    static RangeInputFile inMemory(String name, byte[] bytes) {
        return new RangeInputFile(name, new Memory(bytes), Integer.MAX_VALUE);
    }

    /** Every read fails once the object is no longer the planned one. */
    static RangeInputFile inStore(SourceObject source, AsyncObjectReader reader) {
        return new RangeInputFile(source.key(), new StoredRanges(source, reader), WINDOW_BYTES);
    }

    public static RangeInputFile onDisk(Path file) throws IOException {
        return new RangeInputFile(file.toString(), new OnDisk(file, Files.size(file)), WINDOW_BYTES);
    }

    ByteRanges ranges() {
        return ranges;
    }

    @Override
    public long getLength() {
        return ranges.length();
    }

    @Override
    public SeekableInputStream newStream() throws IOException {
        byte[] end = tail;
        if (end == null) {
            int length = (int) Math.min(windowBytes, ranges.length());
            end = ranges.read(ranges.length() - length, length);
            tail = end;
        }
        return new RangeInputStream(ranges, end);
    }

    @Override
    public String toString() {
        return name;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Memory(byte[] bytes) implements ByteRanges {

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public boolean isInMemory() {
            return true;
        }

        /** The window is the whole file, so it is read once, and not copied. */
        @Override
        public byte[] read(long offset, int length) throws EOFException {
            if (offset != 0 || length != bytes.length) {
                throw new EOFException("bytes " + offset + " to " + (offset + length) + " of " + bytes.length);
            }
            return bytes;
        }

        @Override
        public Map<Long, ByteSlice> readAll(SortedMap<Long, Integer> wanted) {
            Map<Long, ByteSlice> views = new TreeMap<>();
            ByteSlice all = new ByteSlice(bytes, 0, bytes.length);
            wanted.forEach((offset, length) ->
                    views.put(offset, all.tail(Math.toIntExact(offset)).head(length)));
            return views;
        }
    }

    private record OnDisk(Path file, long length) implements ByteRanges {

        @Override
        public byte[] read(long offset, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                channel.position(offset);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes) < 0) {
                        throw new EOFException("byte " + channel.position() + " of " + file);
                    }
                }
            }
            return bytes.array();
        }
    }
}
