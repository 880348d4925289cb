package org.eventextractor.job.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.apache.parquet.io.PositionOutputStream;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.job.parquet.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFileTest {

    private static final long SEED = 20231120;

    @TempDir
    private Path folder;

    private final FileBuffers buffers = new FileBuffers();

    @Test
    void holdsWhatWasWrittenInPiecesOfAnySize() throws IOException {
        byte[] bytes = new byte[3 * FileBuffers.BYTES + 1];
        Random random = new Random(SEED);
        random.nextBytes(bytes);
        Path path = folder.resolve("file");

        try (SegmentFile file = new SegmentFile(path, buffers);
                PositionOutputStream stream = file.create(0)) {
            for (int done = 0; done < bytes.length; ) {
                int step = Math.min(bytes.length - done, random.nextInt(FileBuffers.BYTES * 2));
                stream.write(bytes, done, step);
                done += step;
                assertThat(stream.getPos()).as("seed %s", SEED).isEqualTo(done);
            }
            stream.write(7);
        }

        assertThat(Files.readAllBytes(path))
                .as("seed %s", SEED)
                .hasSize(bytes.length + 1)
                .startsWith(bytes)
                .endsWith(7);
    }

    @Test
    void aFileGivenUpIsClosedAndTakesNothingMore() throws IOException {
        SegmentFile file = new SegmentFile(folder.resolve("file"), buffers);
        PositionOutputStream stream = file.create(0);
        stream.write(1);

        file.close();

        assertThat(Files.size(folder.resolve("file"))).isZero();
        assertThatThrownBy(stream::flush).isInstanceOf(ClosedChannelException.class);
        stream.close();
    }

    @Test
    void aBufferServesOneFileAfterAnotherAndNeverTwoAtOnce() throws IOException {
        ByteBuffer first = buffers.take();
        buffers.giveBack(first);
        SegmentFile file = new SegmentFile(folder.resolve("file"), buffers);
        PositionOutputStream stream = file.create(0);

        ByteBuffer other = buffers.take();
        assertThat(other).isNotSameAs(first);
        stream.close();
        stream.close();
        file.close();

        assertThat(buffers.take()).isSameAs(first);
        assertThat(buffers.take()).isNotSameAs(first);
    }

    @Test
    void aSegmentGivenUpIsRemovedAndGivesItsBufferBack() throws IOException {
        ByteBuffer only = buffers.take();
        buffers.giveBack(only);
        Path path = folder.resolve("segment");

        new SegmentWriter(path, Events.SCHEMA, WriteOptions.of(Compression.SNAPPY), buffers).discard();

        assertThat(path).doesNotExist();
        assertThat(buffers.take()).isSameAs(only);
    }
}
