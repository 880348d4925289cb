package org.eventextractor.job.write;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.Set;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A local file that parquet-java writes, with one stream. Not safe for use by many threads.
 *
 * <p>parquet-java copies row groups 8 KiB at a time. To write each piece by itself costs more than to gather them.
 */
final class SegmentFile implements OutputFile, Closeable {

    private final Path path;
    private final FileBuffers buffers;
    private @Nullable Stream stream;

    SegmentFile(Path path, FileBuffers buffers) {
        this.path = path;
        this.buffers = buffers;
    }

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

    /** Closes the file, without what its stream has not written yet; of no effect once that is closed. */
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.release();
        }
    }

    private Stream open(StandardOpenOption... ways) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, ways);
        Stream opened = new Stream(FileChannel.open(path, options), buffers);
        stream = opened;
        return opened;
    }

    private static final class Stream extends PositionOutputStream {

        private final FileChannel channel;
        private final FileBuffers buffers;
        private final ByteBuffer buffer;
        private long written;

        private Stream(FileChannel channel, FileBuffers buffers) {
            this.channel = channel;
            this.buffers = buffers;
            buffer = buffers.take();
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
            try {
                if (channel.isOpen()) {
                    flush();
                }
            } finally {
                release();
            }
        }

        private void release() throws IOException {
            if (channel.isOpen()) {
                channel.close();
                buffers.giveBack(buffer);
            }
        }

        private void makeRoom() throws IOException {
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }
}
