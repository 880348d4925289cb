package org.eventextractor.job.scan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScanTally} to be compared with another.
 *
 * @param users in the order of their text
 */
record ReadTally(
        long rowsRead,
        long rowsInRange,
        long rowsMatched,
        long rowsWithoutTime,
        @Nullable Instant first,
        @Nullable Instant last,
        List<UUID> users) {

    static ReadTally of(ScanTally tally) {
        return new ReadTally(
                tally.rowsRead(),
                tally.rowsInRange(),
                tally.rowsMatched(),
                tally.rowsWithoutTime(),
                tally.first(),
                tally.last(),
                tally.users().sorted());
    }
}
