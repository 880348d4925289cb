package org.eventextractor.job.scan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matching rows of one file: first by what the file tells of its row groups and pages, then by users and times,
 * of which only those are read that can decide. No other column is read at all. Used once, by one thread.
 */
final class RowFinder {

    /** Rows whose users or times are held in memory at a time. */
    private static final int BLOCK_ROWS = 8192;

    private final EventFile file;
    private final ResolvedSchema schema;
    private final UserCondition userCondition;
    private final TimeCondition timeCondition;
    private final TimePruning timePruning;
    private final UserPruning userPruning;

    private final List<RowGroupRows> found = new ArrayList<>();
    private final UserTable users = UserTable.empty();
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
        timePruning = new TimePruning(file, schema.time(), timeCondition);
        userPruning = new UserPruning(file, schema.user(), userCondition);
    }

    /** Looks through all row groups; after that {@link #found} and {@link #tally} tell what there is. */
    void find() throws IOException {
        for (int rowGroup = 0; rowGroup < file.rowGroups(); rowGroup++) {
            rowsRead += file.rows(rowGroup);
            if (file.rows(rowGroup) > 0) {
                find(rowGroup);
            }
        }
    }

    List<RowGroupRows> found() {
        return found;
    }

    ScanTally tally() {
        return new ScanTally(rowsRead, rowsInRange, rowsMatched, rowsWithoutTime, first, last, users.toSet());
    }

    private void find(int rowGroup) throws IOException {
        RowSelection inRange = inRange(rowGroup);
        rowsInRange += inRange.count();
        RowSelection matches = inRange.isEmpty() ? inRange : ofUsers(rowGroup, inRange);
        if (!matches.isEmpty()) {
            rowsMatched += matches.count();
            noteMoments(rowGroup, matches);
            found.add(new RowGroupRows(rowGroup, matches));
        }
    }

    private RowSelection inRange(int rowGroup) throws IOException {
        TimeOverlap overlap = timePruning.overlap(rowGroup);
        rowsWithoutTime += overlap.rowsWithoutTime();
        return overlap.within().plus(lookedAt(rowGroup, overlap.open()));
    }

    private RowSelection lookedAt(int rowGroup, RowSelection rows) throws IOException {
        RowSelection.Builder inRange = new RowSelection.Builder();
        forEachRow(rowGroup, schema.time(), rows, (entry, row, times) -> {
            Instant moment = timeCondition.momentOf(times, entry);
            if (moment == null) {
                rowsWithoutTime++;
            } else if (timeCondition.matches(moment)) {
                inRange.add(row);
            }
        });
        return inRange.build();
    }

    private RowSelection ofUsers(int rowGroup, RowSelection rows) throws IOException {
        RowSelection.Builder matches = new RowSelection.Builder();
        RowSelection candidates = userPruning.candidates(rowGroup, rows);
        forEachRow(rowGroup, schema.user(), candidates, (entry, row, block) -> {
            LeafVector.Binaries values = (LeafVector.Binaries) block;
            if (userCondition.matches(values, entry)) {
                matches.add(row);
                if (values.isPresent(entry)) {
                    userCondition.addTo(users, values, entry);
                }
            }
        });
        return matches.build();
    }

    private void noteMoments(int rowGroup, RowSelection matches) throws IOException {
        forEachRow(rowGroup, schema.time(), matches, (entry, row, times) -> {
            Instant moment = momentInRange(times, entry);
            first = first == null || moment.isBefore(first) ? moment : first;
            last = last == null || moment.isAfter(last) ? moment : last;
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

    /** Takes the value of one row of a column that is not repeated. */
    private interface Visitor {
        /** @param entry the row's in the vector */
        void visit(int entry, int row, LeafVector values);
    }

    private void forEachRow(int rowGroup, int leaf, RowSelection rows, Visitor visitor) throws IOException {
        if (rows.isEmpty()) {
            return;
        }
        LeafReader reader = file.read(rowGroup, List.of(leaf), rows).get(0);
        for (RowSelection block : rows.split(BLOCK_ROWS)) {
            LeafVector values = LeafVector.of(file.column(leaf), block.count());
            reader.read(block, values);
            visitAll(block, values, visitor);
        }
    }

    private static void visitAll(RowSelection block, LeafVector values, Visitor visitor) {
        int entry = 0;
        for (int run = 0; run < block.runs(); run++) {
            for (int row = block.start(run); row < block.end(run); row++) {
                visitor.visit(entry++, row, values);
            }
        }
    }
}
