package org.eventextractor.job.scan.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.eventextractor.job.scan.PageCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages as parquet-java compresses them. */
class PageCodecTest {

    private static final long SEED = 90_210;
    private static final int PLAIN_BYTES = 10_000;
    private static final int PIECE_BYTES = 20;
    private static final int MUTATIONS = 5_000;
    private static final int HALF_A_GIGABYTE = 1 << 29;

    @ParameterizedTest
    @EnumSource
    void givesBackWhatWasCompressed(PageCodec codec) throws IOException {
        byte[] compressed = compressed(codec);

        assertThat(decompressed(codec, compressed, PLAIN_BYTES)).isEqualTo(plain());
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfAnotherSizeIsDamaged(PageCodec codec) throws IOException {
        byte[] compressed = compressed(codec);

        assertThatThrownBy(() -> decompressed(codec, compressed, PLAIN_BYTES - 1))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
        assertThatThrownBy(() -> decompressed(codec, compressed, PLAIN_BYTES + 1))
                .isInstanceOfAny(IOException.class, RuntimeException.class);
    }

    /** Its checksum and its length, the last eight bytes. */
    @Test
    void whatGzipSaysOfItsContentIsHeldAgainstIt() throws IOException {
        byte[] compressed = compressed(PageCodec.GZIP);
        for (int at = compressed.length - 8; at < compressed.length; at++) {
            byte[] damaged = compressed.clone();
            damaged[at] ^= 1;

            assertThatThrownBy(() -> decompressed(PageCodec.GZIP, damaged, PLAIN_BYTES))
                    .as("byte %s of %s", at, compressed.length)
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPPY", "GZIP", "ZSTD", "LZ4_RAW"})
    void nothingIsReservedForMoreThanACodecCanHold(PageCodec codec) throws IOException {
        BytesInput compressed = BytesInput.from(compressed(codec));

        assertThatThrownBy(() -> new PageCodecs()
                        .getDecompressor(CompressionCodecName.valueOf(codec.name()))
                        .decompress(compressed, HALF_A_GIGABYTE))
                .isInstanceOf(DamagedFileException.class);
    }

    /** It may be sound: whether it can be read is a question of the job's memory. */
    @ParameterizedTest
    @EnumSource
    void aPageThatMemoryDoesNotHoldIsTooLarge(PageCodec codec) {
        int eighth = (int) (Runtime.getRuntime().maxMemory() / 8);

        assertThatCode(() -> codec.requirePlausible(eighth, eighth)).doesNotThrowAnyException();
        assertThatThrownBy(() -> codec.requirePlausible(eighth + 1, eighth + 1))
                .isInstanceOf(TooLargeException.class)
                .hasMessageContaining("give the job more memory");
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfMoreThanHalfAGigabyteIsDamagedWhateverTheMemory(PageCodec codec) {
        assertThatThrownBy(() -> codec.requirePlausible(HALF_A_GIGABYTE, HALF_A_GIGABYTE + 1))
                .isInstanceOf(DamagedFileException.class);
    }

    /** Memory is used again for one page after the other. */
    @ParameterizedTest
    @EnumSource
    void aDamagedPageShowsNothingOfAnother(PageCodec codec) throws IOException {
        Random random = new Random(SEED);
        byte[] sound = compressed(codec);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
            assertThat(read(codec, damaged, (byte) 0x55))
                    .as("mutation %s with seed %s", i, SEED)
                    .isEqualTo(read(codec, damaged, (byte) 0));
        }
    }

    /** Empty if it is refused. */
    private static byte[] read(PageCodec codec, byte[] compressed, byte before) {
        byte[] to = new byte[PLAIN_BYTES];
        Arrays.fill(to, before);
        try {
            codec.decompress(compressed, 0, compressed.length, to, 0, PLAIN_BYTES);
            return to;
        } catch (IOException | RuntimeException refused) {
            return new byte[0];
        }
    }

    private static byte[] decompressed(PageCodec codec, byte[] compressed, int plainBytes) throws IOException {
        byte[] from = new byte[compressed.length + 7];
        System.arraycopy(compressed, 0, from, 3, compressed.length);
        byte[] to = new byte[plainBytes + 9];
        codec.decompress(from, 3, compressed.length, to, 5, plainBytes);
        return Arrays.copyOfRange(to, 5, 5 + plainBytes);
    }

    private static byte[] compressed(PageCodec codec) throws IOException {
        if (codec == PageCodec.GZIP) {
            return gzip();
        }
        CompressionCodecName name = CompressionCodecName.valueOf(codec.name());
        CodecFactory factory = new CodecFactory(new PlainParquetConfiguration(), 0);
        try {
            return factory.getCompressor(name)
                    .compress(BytesInput.from(plain()))
                    .toInputStream()
                    .readAllBytes();
        } finally {
            factory.release();
        }
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain());
        }
        return compressed.toByteArray();
    }

    /** Half of it is of one byte, and of the rest every second piece is as the one before it. */
    private static byte[] plain() {
        Random random = new Random(SEED);
        byte[] plain = new byte[PLAIN_BYTES];
        random.nextBytes(plain);
        Arrays.fill(plain, 0, PLAIN_BYTES / 2, (byte) 7);
        for (int at = PLAIN_BYTES / 2; at + 2 * PIECE_BYTES <= PLAIN_BYTES; at += 2 * PIECE_BYTES) {
            System.arraycopy(plain, at, plain, at + PIECE_BYTES, PIECE_BYTES);
        }
        return plain;
    }
}
