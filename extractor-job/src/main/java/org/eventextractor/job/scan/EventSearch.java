package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.Map;
import org.eventextractor.core.plan.SourceObject;

/**
 * Looks for the wanted rows of a file. Immutable and safe for use by many threads.
 *
 * @param users whose rows are wanted
 * @param times when they occurred
 */
record EventSearch(UserCondition users, TimeCondition times) {

    /** The most that users and times of an object's rows may take from when they are found until they are delivered. */
    private static final long MAX_FOUND_BYTES = 4 << 20;

    /**
     * Finds the matching rows, and decodes the first batch of them if they are few.
     *
     * @param metadata the footer's key-value pairs
     * @param decodeFirst whether to decode the first batch even if they are many
     */
    ScannedObject in(
            SourceObject source,
            EventFile file,
            ResolvedSchema schema,
            Map<String, String> metadata,
            boolean decodeFirst)
            throws IOException {
        RowFinder rows = new RowFinder(file, schema, users, times, maxFoundBytes(source, decodeFirst));
        rows.find();
        boolean few = rows.tally().rowsMatched() <= BatchReader.MAX_ROWS;
        return ScannedObject.of(source, file, schema, metadata, rows, decodeFirst || few);
    }

    /** Of an object that is not in memory itself no more than its size, for that is its share of the read-ahead. */
    private static long maxFoundBytes(SourceObject source, boolean inMemory) {
        return inMemory ? MAX_FOUND_BYTES : Math.min(MAX_FOUND_BYTES, source.size());
    }
}
