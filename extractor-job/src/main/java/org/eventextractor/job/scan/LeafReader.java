package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.EntryVisitor;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.ValueFilter;
import org.eventextractor.job.scan.format.ValueVisitor;

/** Decodes one column chunk. Not safe for use by many threads. */
final class LeafReader implements RowReader {

    /** Runs of fewer rows are not worth going through at a time. */
    private static final int MANY = 8;

    /** Entries that are read at a time. */
    private static final int TOGETHER = 1024;

    private final LeafEntries entries;
    private final boolean repeated;

    LeafReader(ColumnDescriptor column, LeafEntries entries) {
        this.entries = entries;
        repeated = column.getMaxRepetitionLevel() > 0;
    }

    @Override
    public void read(RowSelection rows, LeafVector target) {
        target.startChunk(entries.dictionarySize());
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            int count = rows.end(run) - rows.start(run);
            if (!repeated && count >= MANY) {
                appendTogether(count, target);
            } else {
                appendRows(count, target);
            }
        }
    }

    /** Shows rows of a column that is not repeated. */
    void forEach(RowSelection rows, EntryVisitor visitor) {
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            entries.forEach(rows.end(run) - rows.start(run), visitor);
        }
    }

    /** Shows those rows of a column that is not repeated whose value a filter accepts. */
    void forEachOf(ValueFilter filter, RowSelection rows, EntryVisitor visitor) {
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            entries.forEachOf(filter, rows.end(run) - rows.start(run), visitor);
        }
    }

    /** Shows the values that rows of a column of bytes or of 64-bit integers have, which is not repeated. */
    void forEachValue(RowSelection rows, ValueVisitor visitor) {
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            entries.forEachValue(rows.end(run) - rows.start(run), visitor);
        }
    }

    /** Of a column that is not repeated. */
    private void appendTogether(int count, LeafVector target) {
        byte[] levels = new byte[Math.min(count, TOGETHER)];
        for (int left = count; left > 0; ) {
            int step = entries.readLevels(levels, Math.min(left, levels.length));
            target.appendRows(levels, step, entries);
            left -= step;
        }
    }

    private void appendRows(int count, LeafVector target) {
        for (int i = 0; i < count; i++) {
            appendRow(target);
        }
    }

    private void appendRow(LeafVector target) {
        target.startRow();
        entries.next();
        target.append(entries, 0);
        while (repeated && entries.rowGoesOn()) {
            entries.next();
            target.append(entries, entries.repetitionLevel());
        }
    }
}
