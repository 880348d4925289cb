package org.eventextractor.job.write;

import org.apache.parquet.column.ColumnWriter;
import org.eventextractor.job.scan.LeafVector;
import org.eventextractor.job.scan.RowBatch;

/**
 * Where the entries of one target leaf come from.
 *
 * <p>Repetition levels are the same in source and target, for a field is repeated in both or in neither. Definition
 * levels differ where a field is required in one and optional in the other.
 *
 * @param sourceLeaf the source's leaf of the same path; if the source has none, a leaf of the deepest group on the path
 *     that it has, whose levels tell where that group is present
 * @param missing whether the source has no such leaf, so that every entry is a null
 * @param levels the target's definition level for each of the source's; the last holds for all greater ones
 * @param maxRepetitionLevel entries of a greater repetition level have no counterpart; only of use if {@code missing}
 */
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
record LeafMapping(int sourceLeaf, boolean missing, int[] levels, int maxRepetitionLevel) {

    /** Copies rows {@code fromRow} (included) to {@code toRow} (excluded). */
    void copy(RowBatch batch, int fromRow, int toRow, ColumnWriter target) {
        LeafVector source = batch.leaves().get(sourceLeaf);
        int end = source.entryOf(toRow);
        for (int entry = source.entryOf(fromRow); entry < end; entry++) {
            copyEntry(source, entry, target);
        }
    }

    private void copyEntry(LeafVector source, int entry, ColumnWriter target) {
        int repetition = source.repetitionLevel(entry);
        int definition = levels[Math.min(source.definitionLevel(entry), levels.length - 1)];
        if (!missing && source.isPresent(entry)) {
            source.write(entry, target, repetition, definition);
        } else if (repetition <= maxRepetitionLevel) {
            target.writeNull(repetition, definition);
        }
    }
}
