package org.eventextractor.job.scan;

import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** Goes forward through one column chunk and copies the rows asked for. Not safe for use by many threads. */
final class LeafReader {

    private final ColumnDescriptor column;
    private final ColumnReader reader;
    private long remainingEntries;
    private int nextRow;

    LeafReader(ColumnDescriptor column, PageReader pages, @Nullable ParsedVersion writerVersion) {
        this.column = column;
        remainingEntries = pages.getTotalValueCount();
        reader = new ColumnReaderImpl(column, new BoundedPages(pages), new NoConverter(), writerVersion);
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
            int definitionLevel = checkedDefinitionLevel(repetitionLevel);
            target.append(reader, repetitionLevel, definitionLevel);
            reader.consume();
            repetitionLevel = reader.getCurrentRepetitionLevel();
        } while (repetitionLevel != 0);
        nextRow++;
    }

    private void skipRow() {
        int repetitionLevel = 0;
        do {
            if (checkedDefinitionLevel(repetitionLevel) == column.getMaxDefinitionLevel()) {
                reader.skip();
            }
            reader.consume();
            repetitionLevel = reader.getCurrentRepetitionLevel();
        } while (repetitionLevel != 0);
        nextRow++;
    }

    /** Levels are stored in whole bits, so a damaged page can hold ones that the schema does not have. */
    private int checkedDefinitionLevel(int repetitionLevel) {
        if (remainingEntries-- <= 0) {
            throw new DamagedFileException(name() + " ends before the row group's last row");
        }
        int definitionLevel = reader.getCurrentDefinitionLevel();
        if (definitionLevel > column.getMaxDefinitionLevel() || repetitionLevel > column.getMaxRepetitionLevel()) {
            throw new DamagedFileException(name() + " holds levels beyond its schema");
        }
        return definitionLevel;
    }

    private String name() {
        return "column " + String.join(".", column.getPath());
    }

    /** The column reader wants one, and never calls it as long as nobody asks it to convert. */
    private static final class NoConverter extends PrimitiveConverter {}
}
