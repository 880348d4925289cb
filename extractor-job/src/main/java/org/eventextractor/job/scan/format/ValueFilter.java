package org.eventextractor.job.scan.format;

/** Tells of values whether they are wanted. Safe for use by many threads. */
@FunctionalInterface
public interface ValueFilter {

    /**
     * Whether a value is wanted.
     *
     * @param array in which it lies, as the PLAIN encoding has it; only to be read
     * @param start its first byte's index
     * @param length in bytes
     */
    boolean accepts(byte[] array, int start, int length);
}
