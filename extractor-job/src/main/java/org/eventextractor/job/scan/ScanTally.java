package org.eventextractor.job.scan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scan of one object counted.
 *
 * @param rowsRead rows the object holds
 * @param rowsInRange of these, rows within the time range, of any user
 * @param rowsMatched of these, rows of the users asked for: the rows delivered
 * @param rowsWithoutTime rows whose time is null or cannot be read; they match nothing
 * @param first the earliest moment of a matched row; null if none matched
 * @param last the latest moment of a matched row; null if none matched
 * @param users the users of the matched rows; where a user's text is no UUID, the name-based UUID (version 3) of its
 *     bytes stands for it
 */
public record ScanTally(
        long rowsRead,
        long rowsInRange,
        long rowsMatched,
        long rowsWithoutTime,
        @Nullable Instant first,
        @Nullable Instant last,
        UserTable users) {}
