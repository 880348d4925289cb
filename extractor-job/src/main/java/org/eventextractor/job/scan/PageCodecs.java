package org.eventextractor.job.scan;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.BadConfigurationException;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.eventextractor.job.scan.format.PageCodec;
import org.xerial.snappy.Snappy;

/**
 * The codecs of data pages, from array to array.
 *
 * <p>Unlike parquet-java's own factory it holds no state, so one serves all threads, needs no Hadoop configuration, and
 * bounds what a page header can make it reserve. Codecs that need libraries that are not here it does not know.
 */
public final class PageCodecs implements CompressionCodecFactory {

    private static final int ZSTD_LEVEL = 3;

    /** From an array to a shorter one. */
    private interface Compression {
        byte[] compress(byte[] plain) throws IOException;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        PageCodec known = PageCodec.of(codec);
        if (known == null) {
            throw new BadConfigurationException("no decompressor for " + codec);
        }
        return known == PageCodec.UNCOMPRESSED ? new Plain() : new Decompressor(known);
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

    private record Decompressor(PageCodec codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput bytes, int length) throws IOException {
            codec.requirePlausible(bytes.size(), length);
            byte[] compressed = arrayOf(bytes);
            byte[] plain = new byte[length];
            codec.decompress(compressed, 0, compressed.length, plain, 0, length);
            return BytesInput.from(plain);
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int length) throws IOException {
            ByteBuffer compressed = input.slice(input.position(), compressedSize);
            output.put(arrayOf(decompress(BytesInput.from(compressed), length)));
            input.position(input.position() + compressedSize);
        }

        @Override
        public void release() {}
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
