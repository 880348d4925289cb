package org.eventextractor.job.scan;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * The codecs of data pages, from array to array.
 *
 * <p>Unlike parquet-java's own factory it holds no state, so one serves all threads, needs no Hadoop configuration, and
 * bounds what a page header can make it reserve. Codecs that events are not written with (LZ4, LZO, Brotli) are left to
 * that factory, which also names those it cannot read.
 */
public final class PageCodecs implements CompressionCodecFactory {

    /** The most bytes one page may have uncompressed. */
    static final int MAX_PAGE_BYTES = 1 << 29;

    /** The bounds of what the formats themselves can reach, rounded up. */
    private static final int MAX_SNAPPY_RATIO = 64;

    private static final int MAX_DEFLATE_RATIO = 1100;
    private static final int MAX_RATIO = Integer.MAX_VALUE;

    /** Where a page gets no smaller than this, its ratio says nothing. */
    private static final int SMALL_PAGE_BYTES = 1 << 16;

    private static final int ZSTD_LEVEL = 3;

    /** From an array to one of a known length. */
    private interface Decompression {
        byte[] decompress(byte[] compressed, int length) throws IOException;
    }

    /** From an array to a shorter one. */
    private interface Compression {
        byte[] compress(byte[] plain) throws IOException;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Plain();
            case SNAPPY -> new Decompressor(PageCodecs::unsnap, MAX_SNAPPY_RATIO);
            case ZSTD -> new Decompressor(PageCodecs::unzstd, MAX_RATIO);
            case GZIP -> new Decompressor(PageCodecs::gunzip, MAX_DEFLATE_RATIO);
            default -> new CodecFactory(new PlainParquetConfiguration(), 0).getDecompressor(codec);
        };
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return switch (codec) {
            case UNCOMPRESSED -> new Compressor(codec, plain -> plain);
            case SNAPPY -> new Compressor(codec, Snappy::compress);
            case ZSTD -> new Compressor(codec, plain -> Zstd.compress(plain, ZSTD_LEVEL));
            case GZIP -> new Compressor(codec, PageCodecs::gzip);
            default -> throw new IllegalArgumentException("no page is ever written with " + codec);
        };
    }

    /** There is nothing to release. */
    @Override
    public void release() {}

    private static byte[] unsnap(byte[] compressed, int length) throws IOException {
        requireLength(Snappy.uncompressedLength(compressed), length);
        return Snappy.uncompress(compressed);
    }

    private static byte[] unzstd(byte[] compressed, int length) {
        byte[] plain = new byte[length];
        requireLength(Zstd.decompress(plain, compressed), length);
        return plain;
    }

    private static byte[] gunzip(byte[] compressed, int length) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            byte[] plain = in.readNBytes(length);
            requireLength(plain.length, length);
            return plain;
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(plain);
        }
        return compressed.toByteArray();
    }

    private static byte[] arrayOf(BytesInput bytes) throws IOException {
        return bytes.toInputStream().readNBytes(Math.toIntExact(bytes.size()));
    }

    private static void requireLength(long actual, int claimed) {
        if (actual != claimed) {
            throw new DamagedFileException("a page of " + claimed + " bytes decompresses to " + actual);
        }
    }

    private record Decompressor(Decompression decompression, int maxRatio) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int length) throws IOException {
            requirePlausible(bytes.size(), length);
            return BytesInput.from(decompression.decompress(arrayOf(bytes), length));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int length) throws IOException {
            ByteBuffer compressed = input.slice(input.position(), compressedSize);
            output.put(arrayOf(decompress(BytesInput.from(compressed), length)));
            input.position(input.position() + compressedSize);
        }

        @Override
        public void release() {}

        private void requirePlausible(long compressedLength, int length) {
            boolean beyondRatio = length > SMALL_PAGE_BYTES && length / maxRatio > compressedLength;
            if (length < 0 || length > MAX_PAGE_BYTES || beyondRatio) {
                throw new DamagedFileException(
                        "a page of " + compressedLength + " bytes claims to decompress to " + length);
            }
        }
    }

    /** Pages that are stored as they are. */
    private record Plain() implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int length) {
            return bytes;
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int length) {
            output.put(input.slice(input.position(), compressedSize));
            input.position(input.position() + compressedSize);
        }

        @Override
        public void release() {}
    }

    private record Compressor(CompressionCodecName codec, Compression compression) implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput bytes) throws IOException {
            return BytesInput.from(compression.compress(arrayOf(bytes)));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return codec;
        }

        @Override
        public void release() {}
    }
}
