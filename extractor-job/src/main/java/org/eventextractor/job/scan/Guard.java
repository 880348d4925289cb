package org.eventextractor.job.scan;

import java.io.IOException;
import org.eventextractor.core.plan.SourceObject;

/** Runs what reads a file, so that whatever a damaged file makes the libraries throw comes out under its name. */
final class Guard {

    /** A step of reading. */
    interface Reading<T> {
        T run() throws IOException, UnreadableObjectException;
    }

    private Guard() {}

    /**
     * Runs a step. Before anything is reserved by what a file claims, that is held against what the file has, or, where it
     * can have next to nothing for a great claim (how many values a page has, or what it decompresses to), against a share
     * of the heap. In the metadata that parquet-java reads the claims are bounded instead: in a footer by a share of the
     * heap, in a page header by 100 MiB, which is parquet-java's own bound. What several files at once need within these
     * bounds may still exhaust the heap: then the file in hand has failed, in a JVM that goes on after that.
     *
     * @throws UnreadableObjectException for every failure of the file, of the store, or of memory or stack that the
     *     lengths and depths it claims use up
     */
    static <T> T reading(SourceObject source, Reading<T> step) throws UnreadableObjectException {
        try {
            return step.run();
        } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError failure) {
            throw Failures.of(source, failure);
        }
    }
}
