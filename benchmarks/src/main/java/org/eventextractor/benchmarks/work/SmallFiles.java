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
        DataSet copies = data.smallCopies(scale.copies());
        String files = String.format("%,d small files, ", copies.files());
        Query many = new Query(BenchData.users(5_000), copies.everything());
        compareWithDuckDb(files + "5,000 users", many, copies, MANY_USERS, rows);
        Query all = new Query(UserSelection.everyone(), DataSet.range(BenchData.firstDay(), 2));
        compareWithDuckDb(files + "all users in 2 days", all, copies, ALL_USERS, rows);
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
            rows.accept(steady(fewer, whole, peer, goal));
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

    private static ReportRow steady(Comparison fewer, Comparison whole, String peer, @Nullable Double goal) {
        int files = whole.data().files();
        int fewerFiles = fewer.data().files();
        return ReportRow.less(
                new Subject("small files, 100 users, steady", peer, "CPU a file"),
                "µs",
                whole.product().cpuMicrosPerFile(files, fewer.product(), fewerFiles),
                whole.of(peer).cpuMicrosPerFile(files, fewer.of(peer), fewerFiles),
                goal);
    }

    private void compareWithDuckDb(String work, Query query, DataSet files, double goal, Consumer<ReportRow> rows)
            throws IOException, InterruptedException {
        List<Contender> both = List.of(Product.onFolder(workshop), peers.duckDb());
        Comparison.alternate(work, both, query, files, scale.rounds()).report("DuckDB", goal, null, rows);
    }
}
