package org.eventextractor.job.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * A local file that parquet-java writes. Its streams are not safe for use by many threads.
 *
 * <p>parquet-java copies row groups 8 KiB at a time. To write each piece by itself costs more than to gather them.
 */
record SegmentFile(Path path) implements OutputFile {

    private static final int BUFFER_BYTES = 1 << 18;

    @Override
    public PositionOutputStream create(long blockSizeHint) throws IOException {
        return open(StandardOpenOption.CREATE_NEW);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
        return open(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** A local file has no blocks that row groups should fit. */
    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return -1;
    }

    @Override
    public String getPath() {
        return path.toString();
    }

    private Stream open(StandardOpenOption... ways) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, ways);
        return new Stream(FileChannel.open(path, options));
    }

    private static final class Stream extends PositionOutputStream {

        private final FileChannel channel;
        /** Outside the heap, whence the file takes its bytes without another copy. */
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

        private long written;

        private Stream(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long getPos() {
            return written + buffer.position();
        }

        @Override
        public void write(int value) throws IOException {
            makeRoom();
            buffer.put((byte) value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int done = 0; done < length; ) {
                makeRoom();
                int step = Math.min(length - done, buffer.remaining());
                buffer.put(bytes, offset + done, step);
                done += step;
            }
        }

        @Override
        public void flush() throws IOException {
            buffer.flip();
            while (buffer.hasRemaining()) {
                written += channel.write(buffer);
            }
            buffer.clear();
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (channel.isOpen()) {
                    flush();
                }
            }
        }

        private void makeRoom() throws IOException {
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }
}
