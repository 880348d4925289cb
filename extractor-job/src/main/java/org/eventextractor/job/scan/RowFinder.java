package org.eventextractor.job.scan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eventextractor.job.scan.format.EntryVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matching rows of one file: first by what the file tells of its row groups and pages, then by users and
 * times, of which only those are read that can decide. No other column is read at all. Used once, by one thread.
 */
final class RowFinder {

    private final EventFile file;
    private final ResolvedSchema schema;
    private final UserCondition userCondition;
    private final TimeFinder times;
    private final TimePruning timePruning;
    private final UserPruning userPruning;
    private final long maxDecodedBytes;

    private final List<RowGroupRows> found = new ArrayList<>();
    private final UserTable users = UserTable.empty();
    private long rowsRead;
    private long rowsInRange;
    private long rowsMatched;
    private long decodedBytes;
    /** Those of which the file tells so itself. */
    private long rowsWithoutTime;

    /** @param maxDecodedBytes what users and times of the rows found may take until they are delivered */
    RowFinder(
            EventFile file,
            ResolvedSchema schema,
            UserCondition userCondition,
            TimeCondition timeCondition,
            long maxDecodedBytes) {
        this.file = file;
        this.schema = schema;
        this.userCondition = userCondition;
        this.maxDecodedBytes = maxDecodedBytes;
        times = new TimeFinder(timeCondition);
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
        long withoutTime = rowsWithoutTime + times.rowsWithoutTime();
        return new ScanTally(rowsRead, rowsInRange, rowsMatched, withoutTime, times.first(), times.last(), users);
    }

    private void find(int rowGroup) throws IOException {
        RowSelection inRange = inRange(rowGroup);
        rowsInRange += inRange.count();
        if (inRange.isEmpty()) {
            return;
        }
        if (userCondition.everyone() && inRange.count() > BatchReader.MAX_ROWS) {
            findAll(rowGroup, inRange);
            return;
        }
        FoundColumn foundUsers = column(schema.user());
        FoundColumn foundTimes = column(schema.time());
        RowSelection matches = ofUsers(rowGroup, inRange, foundUsers);
        if (!matches.isEmpty()) {
            rowsMatched += matches.count();
            forEach(rowGroup, schema.time(), matches, (row, time) -> {
                times.note(time);
                foundTimes.add(time);
            });
            found.add(new RowGroupRows(rowGroup, matches, decoded(foundUsers, foundTimes)));
        }
    }

    /**
     * Many rows of everyone. What takes so much memory may well be copied and not decoded, so nothing of it is kept.
     */
    private void findAll(int rowGroup, RowSelection rows) throws IOException {
        rowsMatched += rows.count();
        read(rowGroup, schema.user(), rows).forEachValue(rows, userCondition.gathering(users));
        times.noteAll(read(rowGroup, schema.time(), rows), rows);
        found.add(RowGroupRows.of(rowGroup, rows));
    }

    private FoundColumn column(int leaf) {
        return new FoundColumn(file.column(leaf), (maxDecodedBytes - decodedBytes) / 2);
    }

    private Map<Integer, LeafVector> decoded(FoundColumn foundUsers, FoundColumn foundTimes) {
        Map<Integer, LeafVector> decoded = new HashMap<>();
        keep(schema.user(), foundUsers.values(), decoded);
        keep(schema.time(), foundTimes.values(), decoded);
        return decoded;
    }

    private void keep(int leaf, @Nullable LeafVector values, Map<Integer, LeafVector> decoded) {
        if (values != null) {
            decodedBytes += values.memoryBytes();
            decoded.put(leaf, values);
        }
    }

    private RowSelection inRange(int rowGroup) throws IOException {
        TimeOverlap overlap = timePruning.overlap(rowGroup);
        rowsWithoutTime += overlap.rowsWithoutTime();
        return overlap.within().plus(lookedAt(rowGroup, overlap.open()));
    }

    private RowSelection lookedAt(int rowGroup, RowSelection rows) throws IOException {
        RowSelection.Builder inRange = new RowSelection.Builder();
        forEach(rowGroup, schema.time(), rows, (row, time) -> {
            if (times.matches(time)) {
                inRange.add(row);
            }
        });
        return inRange.build();
    }

    private RowSelection ofUsers(int rowGroup, RowSelection rows, FoundColumn foundUsers) throws IOException {
        RowSelection.Builder matches = new RowSelection.Builder();
        EntryVisitor match = (row, user) -> {
            matches.add(row);
            foundUsers.add(user);
            if (user.isPresent()) {
                userCondition.addTo(
                        users,
                        user.value().bytes(),
                        user.value().start(),
                        user.value().length());
            }
        };
        RowSelection candidates = userPruning.candidates(rowGroup, rows);
        if (userCondition.everyone()) {
            forEach(rowGroup, schema.user(), candidates, match);
        } else if (!candidates.isEmpty()) {
            read(rowGroup, schema.user(), candidates).forEachOf(userCondition, candidates, match);
        }
        return matches.build();
    }

    /** Reads a column that is not repeated. */
    private void forEach(int rowGroup, int leaf, RowSelection rows, EntryVisitor visitor) throws IOException {
        if (!rows.isEmpty()) {
            read(rowGroup, leaf, rows).forEach(rows, visitor);
        }
    }

    private LeafReader read(int rowGroup, int leaf, RowSelection rows) throws IOException {
        return file.read(rowGroup, List.of(leaf), rows).get(0);
    }
}
