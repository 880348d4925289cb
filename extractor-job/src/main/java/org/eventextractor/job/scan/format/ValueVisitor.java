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
}
