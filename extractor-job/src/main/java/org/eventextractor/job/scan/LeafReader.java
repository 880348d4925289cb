package org.eventextractor.job.scan;

import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.LeafEntries;

/** Goes forward through one column chunk and copies the rows asked for. Not safe for use by many threads. */
final class LeafReader {

    /** Looks at the rows of a column that is not repeated. */
    @FunctionalInterface
    interface RowVisitor {
        /** Looks at one row; its entry may be read, and not moved. */
        void visit(int row, LeafEntries entry);
    }

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
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            for (int row = rows.start(run); row < rows.end(run); row++) {
                appendRow(target);
            }
        }
    }

    /** Shows rows of a column that is not repeated: each has one entry. */
    void forEach(RowSelection rows, RowVisitor visitor) {
        for (int run = 0; run < rows.runs(); run++) {
            entries.seek(rows.start(run));
            for (int row = rows.start(run); row < rows.end(run); row++) {
                entries.next();
                checkedDefinitionLevel();
                visitor.visit(row, entries);
            }
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
        if (level > maxDefinitionLevel) {
            throw beyondSchema();
        }
        return level;
    }

    private DamagedFileException beyondSchema() {
        return new DamagedFileException(
                "column " + String.join(".", column.getPath()) + " holds levels beyond its schema");
    }
}
