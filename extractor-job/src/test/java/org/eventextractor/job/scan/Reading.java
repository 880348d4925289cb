package org.eventextractor.job.scan;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.jspecify.annotations.Nullable;

/**
 * All that reading a file gave: either an error's code, or schema, tally and rows.
 *
 * @param rows each entry of each leaf of each batch, in words
 */
record Reading(
        @Nullable Code code,
        @Nullable MessageType schema,
        @Nullable Map<String, String> metadata,
        @Nullable ReadTally tally,
        List<String> rows) {

    static Reading of(ScannedObject scanned) {
        try {
            List<String> rows = new ArrayList<>();
            for (RowBatch batch = scanned.nextBatch(); batch != null; batch = scanned.nextBatch()) {
                batch.leaves().forEach(leaf -> rows.add(text(leaf)));
            }
            return new Reading(null, scanned.schema(), scanned.metadata(), ReadTally.of(scanned.tally()), rows);
        } catch (UnreadableObjectException refused) {
            return refused(refused);
        }
    }

    static Reading refused(UnreadableObjectException refused) {
        return new Reading(refused.code(), null, null, null, List.of());
    }

    /** Each entry in words, row by row. */
    static String text(LeafVector leaf) {
        List<String> rows = IntStream.range(0, leaf.rows())
                .mapToObj(row -> IntStream.range(leaf.entryOf(row), leaf.entryOf(row + 1))
                        .mapToObj(entry -> leaf.repetitionLevel(entry) + "/" + leaf.definitionLevel(entry) + "/"
                                + (leaf.isPresent(entry) ? value(leaf, entry) : "null"))
                        .toList()
                        .toString())
                .toList();
        return String.join(".", leaf.column().getPath()) + rows;
    }

    private static String value(LeafVector leaf, int entry) {
        if (leaf instanceof IntVector ints) {
            return Integer.toString(ints.value(entry));
        }
        if (leaf instanceof LongVector longs) {
            return Long.toString(longs.value(entry));
        }
        if (leaf instanceof BooleanVector booleans) {
            return Boolean.toString(booleans.value(entry));
        }
        BinaryVector values = (BinaryVector) leaf;
        int number = values.number(entry);
        byte[] bytes = new byte[values.length(number)];
        System.arraycopy(values.bytes(), values.start(number), bytes, 0, bytes.length);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
