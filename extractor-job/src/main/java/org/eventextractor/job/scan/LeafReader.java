package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.EntryVisitor;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.ValueFilter;

/** Goes forward through one column chunk and copies the rows asked for. Not safe for use by many threads. */
final class LeafReader {

    /** Runs of fewer rows are not worth going through at a time. */
    private static final int MANY = 8;

    /** Entries that are read at a time. */
    private static final int TOGETHER = 1024;

    private final ColumnDescriptor column;
    private final LeafEntries entries;
    private final int maxDefinitionLevel;
    private final int maxRepetitionLevel;

    LeafReader(ColumnDescriptor column, LeafEntries entries) {
        this.column = column;
        this.entries = entries;
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        maxRepetitionLevel = column.getMaxRepetitionLevel();
    }

    /**
     * Appends rows to a vector.
     *
     * @param rows no row before the ones already read
     */
    void read(RowSelection rows, LeafVector target) {
        target.startChunk(entries.dictionarySize());
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            int count = rows.end(run) - rows.start(run);
            if (maxRepetitionLevel == 0 && count >= MANY) {
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

    /** Of a column that is not repeated. */
    private void appendTogether(int count, LeafVector target) {
        byte[] levels = new byte[Math.min(count, TOGETHER)];
        for (int left = count; left > 0; ) {
            int step = entries.readLevels(levels, Math.min(left, levels.length));
            for (int i = 0; i < step; i++) {
                requireDefinitionLevel(levels[i]);
            }
            target.appendRows(levels, step, entries);
            left -= step;
        }
    }

    /** Shows those rows of a column that is not repeated whose value a filter accepts. */
    void forEachOf(ValueFilter filter, RowSelection rows, EntryVisitor visitor) {
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            entries.forEachOf(filter, rows.end(run) - rows.start(run), visitor);
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
        target.append(entries, 0, checkedDefinitionLevel());
        while (maxRepetitionLevel > 0 && entries.rowGoesOn()) {
            entries.next();
            target.append(entries, checkedRepetitionLevel(), checkedDefinitionLevel());
        }
    }

    /** Levels are stored in whole bits, so a damaged page can hold ones that the schema does not have. */
    private int checkedRepetitionLevel() {
        int level = entries.repetitionLevel();
        if (level > maxRepetitionLevel) {
            throw beyondSchema();
        }
        return level;
    }

    private int checkedDefinitionLevel() {
        int level = entries.definitionLevel();
        requireDefinitionLevel(level);
        return level;
    }

    private void requireDefinitionLevel(int level) {
        if (level < 0 || level > maxDefinitionLevel) {
            throw beyondSchema();
        }
    }

    private DamagedFileException beyondSchema() {
        return new DamagedFileException(
                "column " + String.join(".", column.getPath()) + " holds levels beyond its schema");
    }
}
