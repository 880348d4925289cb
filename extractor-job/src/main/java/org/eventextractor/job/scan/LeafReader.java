package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.LeafEntries;

/** Goes forward through one column chunk and copies the rows asked for. Not safe for use by many threads. */
final class LeafReader {

    private final ColumnDescriptor column;
    private final LeafEntries entries;
    private final int maxDefinitionLevel;
    private final int maxRepetitionLevel;
    private long remainingEntries;
    private int nextRow;

    LeafReader(ColumnDescriptor column, LeafEntries entries) {
        this.column = column;
        this.entries = entries;
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        maxRepetitionLevel = column.getMaxRepetitionLevel();
        remainingEntries = entries.count();
    }

    /**
     * Appends rows {@code from} (included) to {@code to} (excluded) of the selection to a vector.
     *
     * @param rows no row before the ones already read
     */
    void read(RowSelection rows, int from, int to, LeafVector target) {
        for (int index = from; index < to; index++) {
            int row = rows.row(index);
            while (nextRow < row) {
                skipRow();
            }
            appendRow(target);
        }
    }

    private void appendRow(LeafVector target) {
        target.startRow();
        int repetitionLevel = 0;
        do {
            target.append(entries, repetitionLevel, checkedDefinitionLevel(repetitionLevel));
            entries.next();
            repetitionLevel = entries.repetitionLevel();
        } while (repetitionLevel != 0);
        nextRow++;
    }

    private void skipRow() {
        int repetitionLevel = 0;
        do {
            checkedDefinitionLevel(repetitionLevel);
            entries.next();
            repetitionLevel = entries.repetitionLevel();
        } while (repetitionLevel != 0);
        nextRow++;
    }

    /** Levels are stored in whole bits, so a damaged page can hold ones that the schema does not have. */
    private int checkedDefinitionLevel(int repetitionLevel) {
        if (remainingEntries-- <= 0) {
            throw new DamagedFileException(name() + " ends before the row group's last row");
        }
        int definitionLevel = entries.definitionLevel();
        if (definitionLevel > maxDefinitionLevel || repetitionLevel > maxRepetitionLevel) {
            throw new DamagedFileException(name() + " holds levels beyond its schema");
        }
        return definitionLevel;
    }

    private String name() {
        return "column " + String.join(".", column.getPath());
    }
}
