package org.eventextractor.job.scan.format;

/**
 * How much of one file may be in memory at a time: what one step of reading it needs, as it lies in the file. What is
 * left is for what was decoded, and for other files.
 */
public final class StepMemory {

    private static final int STEP_SHARE = 3;

    /** A page is in memory beside its dictionary, and its values a second and a third time while they are taken over. */
    private static final int PAGE_SHARE = 8;

    /** What is made of a footer takes several times its bytes, and stays as long as the file is open. */
    private static final int FOOTER_SHARE = 16;

    private StepMemory() {}

    /**
     * Holds what is read together of a row group's columns against what may be held.
     *
     * @throws TooLargeException if so many bytes are more
     */
    public static void requireColumns(long bytes) {
        long most = Runtime.getRuntime().maxMemory() / STEP_SHARE;
        if (bytes > most) {
            throw new TooLargeException("a row group's columns have " + bytes + " bytes, more than the " + most
                    + " that this job may hold; write the file with smaller row groups, or give the job more memory");
        }
    }

    /**
     * Holds a footer against what may be held.
     *
     * @throws TooLargeException if so many bytes are more
     */
    public static void requireFooter(long bytes) {
        long most = maxFooterBytes();
        if (bytes > most) {
            throw new TooLargeException("the footer has " + bytes + " bytes, more than the " + most
                    + " that this job may hold; give the job more memory");
        }
    }

    /**
     * Holds one page, decompressed, against what may be held.
     *
     * @throws TooLargeException if so many bytes are more
     */
    static void requirePage(long bytes) {
        long most = maxPageBytes();
        if (bytes > most) {
            throw new TooLargeException("a page has " + bytes + " bytes decompressed, more than the " + most
                    + " that this job may hold; write the file with smaller pages, or give the job more memory");
        }
    }

    /**
     * Holds how many entries a page claims against what decoders may reserve for them at once: eight bytes each. A page
     * may have very many entries in a few bytes, so its own bytes do not bound them.
     *
     * @throws TooLargeException if so many entries take more than may be held
     */
    public static void requireEntries(long entries) {
        long most = maxPageBytes() / Long.BYTES;
        if (entries > most) {
            throw new TooLargeException("a page claims " + entries + " values, more than the " + most
                    + " that this job may decode at once; give the job more memory");
        }
    }

    private static long maxPageBytes() {
        return Runtime.getRuntime().maxMemory() / PAGE_SHARE;
    }

    /** The most bytes that a footer may have, so no list in it has more elements, and no string is longer. */
    public static int maxFooterBytes() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / FOOTER_SHARE);
    }
}
