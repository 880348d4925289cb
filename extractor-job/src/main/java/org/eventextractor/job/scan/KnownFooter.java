package org.eventextractor.job.scan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.eventextractor.job.scan.format.FooterFrame;
import org.eventextractor.job.scan.format.FooterReader;
import org.eventextractor.job.scan.format.Leaf;
import org.jspecify.annotations.Nullable;

/**
 * What the footers of all files of one writer and schema have in common, read once by parquet-java: everything but the
 * row groups. Told by its bytes. Immutable and safe for use by many threads.
 */
final class KnownFooter {

    private final byte[] head;
    private final byte[] tail;
    private final ResolvedSchema schema;
    private final List<Leaf> leaves;
    private final Map<String, String> metadata;
    private final @Nullable String createdBy;

    /** @param file in which the frame was found, and which parquet-java has read */
    KnownFooter(byte[] file, FooterFrame frame, ResolvedSchema schema, FileMetaData footer) {
        head = Arrays.copyOfRange(file, frame.start(), frame.rowGroups());
        tail = Arrays.copyOfRange(file, frame.rest(), frame.end());
        this.schema = schema;
        leaves = FooterReader.leaves(file, frame, schema.leaves());
        metadata = schema.isWhole() ? Map.copyOf(footer.getKeyValueMetaData()) : Map.of();
        createdBy = footer.getCreatedBy();
    }

    /** Where the row groups are in a file of this footer; null if the file has another one. */
    @Nullable
    FooterFrame find(byte[] file) {
        int start = FooterFrame.start(file);
        int end = FooterFrame.end(file);
        if (start < 0 || end - start < head.length + tail.length) {
            return null;
        }
        boolean same = Arrays.equals(file, start, start + head.length, head, 0, head.length)
                && Arrays.equals(file, end - tail.length, end, tail, 0, tail.length);
        return same ? new FooterFrame(start, start + head.length, end - tail.length, end) : null;
    }

    /** The memory it takes, about. */
    int bytes() {
        return head.length + tail.length;
    }

    ResolvedSchema schema() {
        return schema;
    }

    /** In the schema's order. */
    List<Leaf> leaves() {
        return leaves;
    }

    /** The key-value pairs, unless the schema is a projection. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** Which writer made the files; null if they do not tell. */
    @Nullable
    String createdBy() {
        return createdBy;
    }
}
