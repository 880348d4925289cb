package org.eventextractor.job.scan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.column.ColumnDescriptor;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matching rows of one file. Row groups that statistics show to lie outside the range are not looked at; of
 * those wholly within it the user column is read first; only where a row group straddles the range's ends are the times
 * read before. No other column is read at all. Used once, by one thread.
 */
final class RowFinder {

    /** Rows whose users or times are held in memory at a time. */
    private static final int BLOCK_ROWS = 8192;

    private final EventFile file;
    private final ResolvedSchema schema;
    private final UserCondition userCondition;
    private final TimeCondition timeCondition;

    private final List<RowGroupRows> found = new ArrayList<>();
    private final Set<UUID> users = new HashSet<>();
    private long rowsRead;
    private long rowsInRange;
    private long rowsMatched;
    private long rowsWithoutTime;
    private @Nullable Instant first;
    private @Nullable Instant last;

    RowFinder(EventFile file, ResolvedSchema schema, UserCondition userCondition, TimeCondition timeCondition) {
        this.file = file;
        this.schema = schema;
        this.userCondition = userCondition;
        this.timeCondition = timeCondition;
    }

    /** Looks through all row groups; after that {@link #found} and {@link #tally} tell what there is. */
    void find() throws IOException {
        int timeLeaf = schema.timeLeaf();
        for (int i = 0; i < file.rowGroups(); i++) {
            int rows = file.rows(i);
            rowsRead += rows;
            if (rows > 0) {
                find(i, rows, timeCondition.overlap(file.statistics(i, timeLeaf)));
            }
        }
    }

    List<RowGroupRows> found() {
        return found;
    }

    ScanTally tally() {
        return new ScanTally(rowsRead, rowsInRange, rowsMatched, rowsWithoutTime, first, last, users);
    }

    private void find(int rowGroup, int rows, RangeOverlap overlap) throws IOException {
        RowSelection inRange = switch (overlap) {
            case NONE -> RowSelection.all(0);
            case ALL -> RowSelection.all(rows);
            case SOME -> inRange(rowGroup, rows);
        };
        rowsInRange += inRange.count();
        RowSelection matches = inRange.count() == 0 ? inRange : ofUsers(rowGroup, inRange);
        if (matches.count() > 0) {
            rowsMatched += matches.count();
            noteMoments(rowGroup, matches);
            found.add(new RowGroupRows(rowGroup, matches));
        }
    }

    private RowSelection inRange(int rowGroup, int rows) throws IOException {
        RowSelection.Builder inRange = new RowSelection.Builder();
        forEachBlock(rowGroup, schema.time(), RowSelection.all(rows), (firstRow, times) -> {
            for (int entry = 0; entry < times.rows(); entry++) {
                Instant moment = timeCondition.momentOf(times, entry);
                if (moment == null) {
                    rowsWithoutTime++;
                } else if (timeCondition.matches(moment)) {
                    inRange.add(firstRow + entry);
                }
            }
        });
        return inRange.build();
    }

    private RowSelection ofUsers(int rowGroup, RowSelection candidates) throws IOException {
        RowSelection.Builder matches = new RowSelection.Builder();
        forEachBlock(rowGroup, schema.user(), candidates, (firstIndex, block) -> {
            LeafVector.Binaries values = (LeafVector.Binaries) block;
            for (int entry = 0; entry < values.rows(); entry++) {
                if (userCondition.matches(values, entry)) {
                    matches.add(candidates.row(firstIndex + entry));
                    if (values.isPresent(entry)) {
                        users.add(userCondition.userOf(values, entry));
                    }
                }
            }
        });
        return matches.build();
    }

    private void noteMoments(int rowGroup, RowSelection matches) throws IOException {
        forEachBlock(rowGroup, schema.time(), matches, (firstIndex, times) -> {
            for (int entry = 0; entry < times.rows(); entry++) {
                Instant moment = momentInRange(times, entry);
                first = first == null || moment.isBefore(first) ? moment : first;
                last = last == null || moment.isAfter(last) ? moment : last;
            }
        });
    }

    /** Rows that statistics alone put into the range are held against it once they are delivered. */
    private Instant momentInRange(LeafVector times, int entry) {
        Instant moment = timeCondition.momentOf(times, entry);
        if (moment == null || !timeCondition.matches(moment)) {
            throw new DamagedFileException("the time column's statistics contradict its values");
        }
        return moment;
    }

    /** Takes the values of consecutive rows of a selection. */
    private interface Block {
        /** @param firstIndex the index within the selection of the vector's first row */
        void accept(int firstIndex, LeafVector values);
    }

    /** Reads a column that is not repeated: each row has one entry. */
    private void forEachBlock(int rowGroup, ColumnDescriptor leaf, RowSelection rows, Block block) throws IOException {
        LeafReader reader = file.read(rowGroup, List.of(leaf))[0];
        for (int from = 0; from < rows.count(); from += BLOCK_ROWS) {
            int to = Math.min(rows.count(), from + BLOCK_ROWS);
            LeafVector values = LeafVector.of(leaf, to - from);
            reader.read(rows, from, to, values);
            block.accept(from, values);
        }
    }
}
