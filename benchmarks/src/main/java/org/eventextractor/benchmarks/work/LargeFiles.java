package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.core.request.UserSelection;

/** What the bucket will be after compaction: one sorted file a day, here in a local folder. */
record LargeFiles(BenchData data, Workshop workshop, Peers peers, Scale scale) implements Work {

    private static final double FEW_USERS = 2;
    private static final double MANY_USERS = 1;
    private static final double SORTED_BY_USER = 4.5;
    private static final double WHOLE_ROW_GROUPS = 10;

    @Override
    public String name() {
        return "large";
    }

    @Override
    public void measure(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        DataSet byTime = data.largeByTime(scale.largeDays());
        DataSet byUser = data.largeByUser(scale.largeDays());
        DataSet fewer = data.largeByTime(scale.fewerLargeDays());
        compare("time order, 100 users", BenchData.users(100), byTime, FEW_USERS, rows);
        compare("time order, 5,000 users", BenchData.users(5_000), byTime, MANY_USERS, rows);
        compare("sorted by user, 100 users", BenchData.users(100), byUser, SORTED_BY_USER, rows);
        compare("all users, whole row groups", UserSelection.everyone(), fewer, WHOLE_ROW_GROUPS, rows);
    }

    /** What it is called in the report, with the number of rows that are looked through. */
    static String named(String work, DataSet files) {
        return String.format(Locale.ROOT, "large, %.1f M rows, %s", BenchData.largeRows(files) / 1e6, work);
    }

    private void compare(String work, UserSelection users, DataSet files, double goal, Consumer<ReportRow> rows)
            throws IOException, InterruptedException {
        List<Contender> both = List.of(Product.onFolder(workshop), peers.duckDb());
        Comparison.alternate(named(work, files), both, new Query(users, files.everything()), files, scale.rounds())
                .report("DuckDB", goal, null, rows);
    }
}
