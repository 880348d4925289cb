package org.eventextractor.job.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.SeekableInputStream;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.eventextractor.job.scan.format.StepMemory;
import org.eventextractor.job.scan.format.TooLargeException;

/**
 * Tells by a file's first and last bytes whether it can be Parquet at all, so that what is something else gets a
 * clearer answer than a decoder's.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">File format</a>
 */
final class FileShape {

    private static final int MAGIC_BYTES = 4;
    private static final int LENGTH_BYTES = 4;
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED_MAGIC = "PARE";
    /** Two magic words and the footer's length. */
    private static final int SHORTEST_FILE = MAGIC_BYTES + LENGTH_BYTES + MAGIC_BYTES;

    private FileShape() {}

    /**
     * @throws UnreadableObjectException if it is not a whole Parquet file, or encrypted
     * @throws TooLargeException if it claims a footer that the job's memory should not hold
     */
    static void require(SourceObject source, RangeInputFile file) throws IOException, UnreadableObjectException {
        if (file.getLength() == 0) {
            throw new UnreadableObjectException(
                    Code.EMPTY, source.key() + ": is empty; delete it, or restore it from its origin");
        }
        if (file.getLength() < SHORTEST_FILE) {
            throw notWhole(source, file);
        }
        String tail = word(file, file.getLength() - MAGIC_BYTES);
        if (tail.equals(ENCRYPTED_MAGIC)) {
            throw encrypted(source);
        }
        if (!tail.equals(MAGIC)) {
            throw notWhole(source, file);
        }
        requireFooter(file);
    }

    /** A length beyond the file is parquet-java's to refuse: it reserves nothing by that. */
    private static void requireFooter(RangeInputFile file) throws IOException {
        byte[] length = bytes(file, file.getLength() - MAGIC_BYTES - LENGTH_BYTES, LENGTH_BYTES);
        int footer = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (footer <= file.getLength() - SHORTEST_FILE) {
            StepMemory.requireFooter(footer);
        }
    }

    static UnreadableObjectException encrypted(SourceObject source) {
        return new UnreadableObjectException(
                Code.ENCRYPTED,
                source.key() + ": is encrypted (Parquet modular encryption), and the extractor has no keys;"
                        + " store it decrypted");
    }

    private static UnreadableObjectException notWhole(SourceObject source, RangeInputFile file) throws IOException {
        String head = word(file, 0);
        if (head.equals(ENCRYPTED_MAGIC)) {
            return encrypted(source);
        }
        if (head.equals(MAGIC)) {
            return new UnreadableObjectException(
                    Code.TRUNCATED,
                    source.key() + ": is a Parquet file cut short after " + file.getLength()
                            + " bytes; restore it from its origin, then repair the extract by resumeFrom, or drop the request again if nothing was delivered");
        }
        return new UnreadableObjectException(
                Code.NOT_PARQUET, source.key() + ": is not a Parquet file" + looks(head) + "; move it elsewhere");
    }

    private static String looks(String head) {
        if (head.startsWith("<")) {
            return " (it looks like HTML or XML)";
        }
        if (head.startsWith("{") || head.startsWith("[")) {
            return " (it looks like JSON)";
        }
        return head.startsWith("\u001f\u008b") ? " (it looks like gzip)" : "";
    }

    private static String word(RangeInputFile file, long offset) throws IOException {
        int length = (int) Math.min(MAGIC_BYTES, file.getLength() - offset);
        return new String(bytes(file, offset, length), StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(RangeInputFile file, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        try (SeekableInputStream in = file.newStream()) {
            in.seek(offset);
            in.readFully(bytes);
        }
        return bytes;
    }
}
