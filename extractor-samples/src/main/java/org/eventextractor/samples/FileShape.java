package org.eventextractor.samples;

/**
 * How many rows a sample file holds, and how they lie in it.
 *
 * @param rows of a file, at least 1
 * @param rowsPerRowGroup the most rows of a row group; {@code rows} or more for one row group, as production writes
 * @param rowsPerPage the most rows of a page
 */
public record FileShape(int rows, int rowsPerRowGroup, int rowsPerPage) {

    public FileShape {
        if (rows < 1 || rowsPerRowGroup < 1 || rowsPerPage < 1) {
            throw new IllegalArgumentException("rows must be 1 or more: " + rows + " in row groups of "
                    + rowsPerRowGroup + " in pages of " + rowsPerPage);
        }
    }

    /** One row group of one page a column. */
    public static FileShape ofRows(int rows) {
        return new FileShape(rows, rows, rows);
    }
}
