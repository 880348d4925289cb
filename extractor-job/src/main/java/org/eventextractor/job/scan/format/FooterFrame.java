package org.eventextractor.job.scan.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a file's footer and, within it, the row groups are. All before and after them, schema and key-value pairs for
 * the most part, is the same in all files of one writer and schema. Positions are counted from the file's first byte.
 *
 * @param start of the footer, included
 * @param rowGroups where the number of rows and the row groups begin
 * @param rest where what follows the row groups begins
 * @param end of the footer, excluded
 * @see <a href="https://parquet.apache.org/docs/file-format/metadata/">Metadata</a>
 */
public record FooterFrame(int start, int rowGroups, int rest, int end) {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    /** The footer's length and the magic word. */
    private static final int TRAILER_BYTES = 8;

    /**
     * Finds a footer.
     *
     * @return null if there is none, or the row groups do not follow the schema in it
     */
    public static @Nullable FooterFrame find(byte[] file) {
        int start = start(file);
        return start < 0 ? null : find(file, start, end(file));
    }

    /** The footer's first byte; -1 if the file does not end as a Parquet file does. */
    public static int start(byte[] file) {
        int end = end(file);
        if (end < MAGIC.length || !Arrays.equals(file, end + Integer.BYTES, file.length, MAGIC, 0, MAGIC.length)) {
            return -1;
        }
        int length = LittleEndian.intAt(file, end);
        return length < 0 || length > end - MAGIC.length ? -1 : end - length;
    }

    /** The footer's end, excluded. */
    public static int end(byte[] file) {
        return file.length - TRAILER_BYTES;
    }

    private static @Nullable FooterFrame find(byte[] file, int start, int end) {
        CompactReader in = new CompactReader(file, start, end);
        int field = CompactReader.STOP;
        while (true) {
            int position = in.position();
            field = in.nextField(field);
            if (field == FooterReader.NUM_ROWS) {
                in.skip(field);
                boolean followed = in.nextField(field) == FooterReader.ROW_GROUPS;
                in.skip(FooterReader.ROW_GROUPS);
                return followed ? new FooterFrame(start, position, in.position(), end) : null;
            }
            if (field == CompactReader.STOP || field > FooterReader.NUM_ROWS) {
                return null;
            }
            in.skip(field);
        }
    }
}
