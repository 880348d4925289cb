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
     * Runs a step.
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
