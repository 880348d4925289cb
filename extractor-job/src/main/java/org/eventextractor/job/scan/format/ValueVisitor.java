package org.eventextractor.job.scan.format;

/** Looks at values, wherever they come from. */
@FunctionalInterface
public interface ValueVisitor {

    /**
     * Looks at one value.
     *
     * @param array in which it lies, as the PLAIN encoding has it; only to be read, and only until this returns
     * @param start its first byte's index
     * @param length in bytes
     */
    void visit(byte[] array, int start, int length);

    /**
     * Looks at values of the same length that lie one after the other.
     *
     * @param array as above
     * @param start the first one's first byte's index
     * @param length of each, in bytes
     * @param count how many there are
     */
    default void visitAll(byte[] array, int start, int length, int count) {
        int at = start;
        for (int i = 0; i < count; i++) {
            visit(array, at, length);
            at += length;
        }
    }
}
