package org.eventextractor.job.scan.format;

/** Looks at the entries of a column that is not repeated: each row has one. */
@FunctionalInterface
public interface EntryVisitor {

    /**
     * Looks at one entry.
     *
     * @param row counted from the row group's first
     * @param entry may be read, and not moved
     */
    void visit(int row, LeafEntries entry);
}
