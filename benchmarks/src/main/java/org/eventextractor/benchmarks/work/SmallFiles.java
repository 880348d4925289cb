package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.benchmarks.report.ReportRow.Subject;
import org.eventextractor.core.request.UserSelection;
import org.jspecify.annotations.Nullable;

/** What most of the bucket is: very many files of 20 KB, here in a local folder. */
record SmallFiles(BenchData data, Workshop workshop, Peers peers, Scale scale) implements Work {

    private static final double WHOLE_PROCESS = 5;
    private static final double STEADY = 10;
    private static final double MANY_USERS = 3.5;
    private static final double ALL_USERS = 2.5;

    @Override
    public String name() {
        return "small";
    }

    @Override
    public void measure(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        hundredUsers(rows);
        thousandsOfUsers(rows);
        allUsers(rows);
    }

    private void hundredUsers(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        List<Contender> all = new ArrayList<>(List.of(Product.onFolder(workshop), peers.duckDb(), peers.avro()));
        all.addAll(peers.python());
        Comparison fewer = hundredUsers(all, data.smallDays(scale.fewerSmallDays()), scale.rounds());
        Comparison whole = hundredUsers(all, data.smallDays(scale.smallDays()), scale.rounds());
        for (String peer : whole.peers()) {
            Double goal = peer.equals("DuckDB") ? WHOLE_PROCESS : null;
            whole.report(peer, goal, goal, rows);
        }
        for (String peer : whole.peers()) {
            Double goal = peer.equals("DuckDB") || peer.equals("parquet-avro") ? STEADY : null;
            rows.accept(steady("100 users", fewer, whole, peer, goal));
        }
        Comparison scanOnly = hundredUsers(
                List.of(Product.onFolder(workshop), peers.arrow()), data.smallDays(scale.fewerSmallDays()), 1);
        scanOnly.report(scanOnly.peers().get(0), null, null, rows);
    }

    private static Comparison hundredUsers(List<Contender> contenders, DataSet files, int rounds)
            throws IOException, InterruptedException {
        String work = String.format("%,d small files, 100 users", files.files());
        Query query = new Query(BenchData.users(100), files.everything());
        return Comparison.alternate(work, contenders, query, files, rounds);
    }

    /** Beside those of all files, figures of fewer are there to be seen: start-up is a fifth of these. */
    private void thousandsOfUsers(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        Comparison fewer = thousandsOfUsers(data.smallDays(scale.fewerSmallDays()));
        Comparison whole = thousandsOfUsers(data.smallDays(scale.smallDays()));
        fewer.report("DuckDB", null, null, rows);
        whole.report("DuckDB", MANY_USERS, null, rows);
        rows.accept(steady("5,000 users", fewer, whole, "DuckDB", null));
    }

    private Comparison thousandsOfUsers(DataSet files) throws IOException, InterruptedException {
        return withDuckDb("5,000 users", new Query(BenchData.users(5_000), files.everything()), files);
    }

    private void allUsers(Consumer<ReportRow> rows) throws IOException, InterruptedException {
        Query query = new Query(UserSelection.everyone(), DataSet.range(BenchData.firstDay(), 2));
        Comparison fewer = withDuckDb("all users in 2 days", query, data.smallCopies(1));
        Comparison whole = withDuckDb("all users in 2 days", query, data.smallCopies(scale.copies()));
        whole.report("DuckDB", ALL_USERS, null, rows);
        rows.accept(steady("all users in 2 days", fewer, whole, "DuckDB", null));
    }

    private Comparison withDuckDb(String wanted, Query query, DataSet files) throws IOException, InterruptedException {
        String work = String.format("%,d small files, %s", files.files(), wanted);
        List<Contender> both = List.of(Product.onFolder(workshop), peers.duckDb());
        return Comparison.alternate(work, both, query, files, scale.rounds());
    }

    private static ReportRow steady(
            String wanted, Comparison fewer, Comparison whole, String peer, @Nullable Double goal) {
        int files = whole.data().files();
        int fewerFiles = fewer.data().files();
        return ReportRow.less(
                new Subject("small files, " + wanted + ", steady", peer, "CPU a file"),
                "µs",
                whole.product().cpuMicrosPerFile(files, fewer.product(), fewerFiles),
                whole.of(peer).cpuMicrosPerFile(files, fewer.of(peer), fewerFiles),
                goal);
    }
}
