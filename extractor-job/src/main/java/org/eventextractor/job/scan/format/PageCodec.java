package org.eventextractor.job.scan.format;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

/**
 * The codecs of pages: from array to array, without state.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/compression/">Compression</a>
 */
public enum PageCodec {
    UNCOMPRESSED(1) {
        @Override
        long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) {
            System.arraycopy(from, start, to, toStart, Math.min(length, toLength));
            return length;
        }
    },
    SNAPPY(64) {
        @Override
        long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) throws IOException {
            int plain = Snappy.uncompressedLength(from, start, length);
            return plain == toLength ? Snappy.uncompress(from, start, length, to, toStart) : plain;
        }
    },
    GZIP(1100) {
        @Override
        long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) throws IOException {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(from, start, length))) {
                int plain = in.readNBytes(to, toStart, toLength);
                // only at its end is the content held against its checksum
                return in.read() < 0 ? plain : plain + 1;
            }
        }
    },
    ZSTD(33_000) {
        @Override
        long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) {
            return Zstd.decompressByteArray(to, toStart, toLength, from, start, length);
        }
    },
    LZ4_RAW(256) {
        @Override
        long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) throws IOException {
            try {
                return new Lz4Decompressor().decompress(from, start, length, to, toStart, toLength);
            } catch (MalformedInputException damaged) {
                throw new IOException("a page is not of the codec lz4_raw", damaged);
            }
        }
    };

    /** The most bytes one page may have uncompressed, whatever the memory: what it takes is reserved at once. */
    private static final int MAX_PAGE_BYTES = 1 << 29;

    /** Where a page gets no smaller than this, its ratio says nothing. */
    private static final int SMALL_PAGE_BYTES = 1 << 16;

    /** What the format itself can reach, rounded up. */
    private final int maxRatio;

    PageCodec(int maxRatio) {
        this.maxRatio = maxRatio;
    }

    /** Null for a codec of which pages are not read. */
    public static @Nullable PageCodec of(CompressionCodecName codec) {
        return ofCode(codec.getParquetCompressionCodec().getValue());
    }

    /** The codec that a number in a footer stands for; null for one of which pages are not read. */
    static @Nullable PageCodec ofCode(int code) {
        return switch (code) {
            case 0 -> UNCOMPRESSED;
            case 1 -> SNAPPY;
            case 2 -> GZIP;
            case 6 -> ZSTD;
            case 7 -> LZ4_RAW;
            default -> null;
        };
    }

    /**
     * Holds what a page header claims against what the codec can do, and what the job may hold, before anything is
     * reserved by it.
     *
     * @throws DamagedFileException if so many bytes cannot decompress to so many, or no page is that large
     * @throws TooLargeException if they can, but that is more than a job with so much memory may hold
     */
    public void requirePlausible(long compressedLength, int plainLength) {
        boolean beyondRatio = plainLength > SMALL_PAGE_BYTES && plainLength / maxRatio > compressedLength;
        if (plainLength < 0 || plainLength > MAX_PAGE_BYTES || beyondRatio) {
            throw new DamagedFileException(
                    "a page of " + compressedLength + " bytes claims to decompress to " + plainLength);
        }
        StepMemory.requirePage(plainLength);
    }

    /**
     * Decompresses to exactly {@code toLength} bytes from {@code toStart}.
     *
     * @throws DamagedFileException if it would be more or fewer
     */
    public void decompress(byte[] from, int start, int length, byte[] to, int toStart, int toLength)
            throws IOException {
        if (length == 0 && toLength == 0) {
            return; // so some writers store the values of a page of nothing but nulls, whatever the codec
        }
        long actual = inflate(from, start, length, to, toStart, toLength);
        if (actual != toLength) {
            throw new DamagedFileException("a page of " + toLength + " bytes decompresses to " + actual);
        }
    }

    /**
     * Writes no more than {@code toLength} bytes, and returns how many there are, or another number if there would be
     * more.
     */
    abstract long inflate(byte[] from, int start, int length, byte[] to, int toStart, int toLength) throws IOException;
}
