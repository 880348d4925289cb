package org.eventextractor.job.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.eventextractor.job.parquet.Events;
import org.eventextractor.job.scan.format.FooterFrame;
import org.eventextractor.job.scan.format.TooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column chunk that claims, and has, more bytes than the job's memory should hold. They are a hole in a local file. */
class LargeColumnTest {

    private static final int NUMBER = 2;
    private static final int TAIL_BYTES = 8;

    @TempDir
    private Path folder;

    @Test
    void isRefusedBeforeParquetJavaReadsIt() throws Exception {
        long bytes = Runtime.getRuntime().maxMemory() / 3 + 1;
        OpenFile file = OpenFile.open(RangeInputFile.onDisk(withColumnOf(bytes)));
        file.requireSoundRowGroups();

        assertThat(file.read(0, List.of(0, 1), RowSelection.all(1))).hasSize(2);
        assertThatThrownBy(() -> file.read(0, List.of(NUMBER), RowSelection.all(1)))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining(bytes + " bytes");
    }

    private Path withColumnOf(long bytes) throws IOException {
        byte[] sound = Events.file(Events.event(Events.user(1), Events.NOON, 1));
        int footer = FooterFrame.start(sound);
        FileMetaData metadata =
                Util.readFileMetaData(new ByteArrayInputStream(sound, footer, sound.length - TAIL_BYTES - footer));
        metadata.getRow_groups().get(0).getColumns().get(NUMBER).getMeta_data().setTotal_compressed_size(bytes);
        Path file = Files.write(folder.resolve("large.parquet"), sound);
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(footer).position(footer + bytes);
            writeFooter(metadata, channel);
        }
        return file;
    }

    private static void writeFooter(FileMetaData metadata, SeekableByteChannel file) throws IOException {
        long start = file.position();
        OutputStream out = Channels.newOutputStream(file);
        Util.writeFileMetaData(metadata, out);
        int length = (int) (file.position() - start);
        out.write(ByteBuffer.allocate(TAIL_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .put(new byte[] {'P', 'A', 'R', '1'})
                .array());
    }
}
