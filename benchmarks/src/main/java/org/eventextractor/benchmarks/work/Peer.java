package org.eventextractor.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.process.MeasuredProcess;
import org.eventextractor.benchmarks.process.Usage;

/**
 * A program that takes the arguments of {@link org.eventextractor.benchmarks.peer.PeerWork} and prints how many rows it
 * has found.
 *
 * @param program what comes before the arguments
 * @param doesAll whether it filters and writes
 */
record Peer(Workshop workshop, String name, List<String> program, boolean doesAll) implements Contender {

    private static final Pattern ROWS = Pattern.compile("^rows=(\\d+)$", Pattern.MULTILINE);

    @Override
    public Run run(Query query, DataSet data) throws IOException, InterruptedException {
        Path users = workshop.folder().resolve("users.txt");
        Files.write(users, query.users().users().stream().map(Object::toString).toList());
        List<String> command = new ArrayList<>(program);
        command.add(data.folder().toAbsolutePath().toString());
        command.add(workshop.emptyOutput().resolve("out.parquet").toString());
        command.add(users.toString());
        command.add(Long.toString(query.range().start().toEpochMilli()));
        command.add(Long.toString(query.range().end().toEpochMilli()));
        command.add(Integer.toString(Workshop.cores()));
        Path log = workshop.log(name);
        Usage usage = new MeasuredProcess(command, Map.of(), log).run();
        return new Run(usage, rows(Files.readString(log)));
    }

    private static long rows(String printed) throws IOException {
        Matcher rows = ROWS.matcher(printed);
        if (!rows.find()) {
            throw new IOException("a peer did not say how many rows it found, but: " + printed);
        }
        return Long.parseLong(rows.group(1));
    }
}
