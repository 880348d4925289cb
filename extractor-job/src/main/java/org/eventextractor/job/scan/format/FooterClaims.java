package org.eventextractor.job.scan.format;

import org.apache.parquet.column.ColumnDescriptor;

/**
 * What a footer may claim of its row groups and column chunks, whoever has read it. Each rule throws a
 * {@link DamagedFileException} that shows what was claimed.
 */
public final class FooterClaims {

    private FooterClaims() {}

    /** Rows of a row group are numbered by {@code int}s. */
    public static void requireRows(long rows) {
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw new DamagedFileException("a row group claims " + rows + " rows");
        }
    }

    /** A row group has one column chunk for each leaf of the schema. */
    public static void requireChunks(int chunks, int leaves) {
        if (chunks != leaves) {
            throw new DamagedFileException("a row group has " + chunks + " columns, the schema " + leaves);
        }
    }

    /**
     * The pages of a column chunk lie within the file.
     *
     * @param end where the last page of all must have ended, excluded
     */
    public static void requireWithin(ColumnDescriptor column, long start, long size, long end) {
        if (start < 0 || size < 0 || start > end || size > end - start) {
            throw new DamagedFileException("column " + name(column) + " claims " + size + " bytes at " + start
                    + ", where pages end at " + end);
        }
    }

    /** Each row has one entry, or, where the column is repeated, one or more. */
    public static void requireEntries(ColumnDescriptor column, long entries, long rows) {
        boolean repeated = column.getMaxRepetitionLevel() > 0;
        if (repeated ? entries < rows : entries != rows) {
            throw new DamagedFileException(
                    "column " + name(column) + " claims " + entries + " values in " + rows + " rows");
        }
    }

    private static String name(ColumnDescriptor column) {
        return String.join(".", column.getPath());
    }
}
