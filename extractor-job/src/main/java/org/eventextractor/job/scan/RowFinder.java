package org.eventextractor.job.scan;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matching rows of one file: the user column first, the time column only of row groups and rows where a user
 * matched, no other column at all. Used once, by one thread.
 */
final class RowFinder {

    /** Rows whose users are held in memory at a time. */
    private static final int BLOCK_ROWS = 8192;

    private final OpenFile file;
    private final ResolvedSchema schema;
    private final UserCondition userCondition;
    private final TimeCondition timeCondition;

    private final List<RowGroupRows> found = new ArrayList<>();
    private final Set<UUID> users = new HashSet<>();
    private long rowsRead;
    private long rowsPruned;
    private long rowsOfUsers;
    private long rowsMatched;
    private long rowsWithoutTime;
    private @Nullable Instant first;
    private @Nullable Instant last;

    RowFinder(OpenFile file, ResolvedSchema schema, UserCondition userCondition, TimeCondition timeCondition) {
        this.file = file;
        this.schema = schema;
        this.userCondition = userCondition;
        this.timeCondition = timeCondition;
    }

    /** Looks through all row groups; after that {@link #found} and {@link #tally} tell what there is. */
    void find() throws IOException {
        List<BlockMetaData> rowGroups = file.rowGroups();
        for (int i = 0; i < rowGroups.size(); i++) {
            int rows = (int) rowGroups.get(i).getRowCount();
            rowsRead += rows;
            RangeOverlap overlap = overlap(rowGroups.get(i));
            if (overlap == RangeOverlap.NONE) {
                rowsPruned += rows;
            } else if (rows > 0) {
                new RowGroupScan(i, rows, overlap).run();
            }
        }
    }

    List<RowGroupRows> found() {
        return found;
    }

    ScanTally tally() {
        return new ScanTally(rowsRead, rowsPruned, rowsOfUsers, rowsMatched, rowsWithoutTime, first, last, users);
    }

    private RangeOverlap overlap(BlockMetaData rowGroup) {
        int time = schema.leaves().indexOf(schema.time());
        return timeCondition.overlap(rowGroup.getColumns().get(time).getStatistics());
    }

    private void count(Instant moment) {
        rowsMatched++;
        first = first == null || moment.isBefore(first) ? moment : first;
        last = last == null || moment.isAfter(last) ? moment : last;
    }

    /** One row group, in blocks of rows. */
    private final class RowGroupScan {

        private final int rowGroup;
        private final RowSelection all;
        private final RangeOverlap overlap;
        private final RowSelection.Builder matches = new RowSelection.Builder();
        private @Nullable LeafReader times;

        RowGroupScan(int rowGroup, int rows, RangeOverlap overlap) {
            this.rowGroup = rowGroup;
            this.overlap = overlap;
            all = RowSelection.all(rows);
        }

        void run() throws IOException {
            LeafReader userReader = open(schema.user());
            for (int from = 0; from < all.count(); from += BLOCK_ROWS) {
                int to = Math.min(all.count(), from + BLOCK_ROWS);
                LeafVector.Binaries block = (LeafVector.Binaries) LeafVector.of(schema.user(), to - from);
                userReader.read(all, from, to, block);
                scanBlock(from, block);
            }
            if (matches.count() > 0) {
                found.add(new RowGroupRows(rowGroup, matches.build()));
            }
        }

        private void scanBlock(int firstRow, LeafVector.Binaries block) throws IOException {
            RowSelection.Builder wanted = new RowSelection.Builder();
            for (int entry = 0; entry < block.entries(); entry++) {
                if (userCondition.matches(block, entry)) {
                    wanted.add(firstRow + entry);
                }
            }
            if (wanted.count() > 0) {
                rowsOfUsers += wanted.count();
                scanTimes(firstRow, block, wanted.build());
            }
        }

        private void scanTimes(int firstRow, LeafVector.Binaries block, RowSelection wanted) throws IOException {
            LeafVector moments = LeafVector.of(schema.time(), wanted.count());
            timeReader().read(wanted, 0, wanted.count(), moments);
            for (int i = 0; i < wanted.count(); i++) {
                Instant moment = timeCondition.momentOf(moments, i);
                if (moment == null) {
                    rowsWithoutTime++;
                } else if (overlap == RangeOverlap.ALL || timeCondition.matches(moment)) {
                    count(moment);
                    matches.add(wanted.row(i));
                    addUser(block, wanted.row(i) - firstRow);
                }
            }
        }

        private void addUser(LeafVector.Binaries block, int entry) {
            if (block.isPresent(entry)) {
                users.add(userCondition.userOf(block, entry));
            }
        }

        /** Opened only once a user has matched. */
        private LeafReader timeReader() throws IOException {
            LeafReader open = times == null ? open(schema.time()) : times;
            times = open;
            return open;
        }

        private LeafReader open(ColumnDescriptor leaf) throws IOException {
            return file.read(rowGroup, List.of(leaf))[0];
        }
    }
}
