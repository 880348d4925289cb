package org.eventextractor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.report.Machine;
import org.eventextractor.benchmarks.report.Report;
import org.eventextractor.benchmarks.report.ReportRow;
import org.eventextractor.benchmarks.work.Scale;
import org.eventextractor.benchmarks.work.Work;
import org.eventextractor.benchmarks.work.Works;
import org.eventextractor.benchmarks.work.Workshop;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the extractor beside its peers. */
@Command(
        name = "scripts/bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures the extractor beside its peers in some ten minutes, prints a table and writes report.json.")
public final class Main implements Callable<Integer> {

    @Option(names = "--full", description = "More data and more rounds: an hour or so instead of some minutes.")
    private boolean full;

    @Option(names = "--trial", description = "Next to no data: shows in a minute or so whether everything runs.")
    private boolean trial;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "WORK",
            description = "Measures only these: small, server, large.")
    private List<String> only = List.of();

    @Option(names = "--rounds", paramLabel = "N", description = "How often each contender runs.")
    private @Nullable Integer rounds;

    @Option(
            names = "--product-options",
            split = " ",
            paramLabel = "OPTIONS",
            description = "Options of the product's JVM, such as \"-XX:TieredStopAtLevel=1\".")
    private List<String> productOptions = List.of();

    @Option(names = "--job-jar", required = true, hidden = true)
    private Path jobJar = Path.of("");

    @Option(names = "--job-options", required = true, hidden = true)
    private Path jobOptions = Path.of("");

    @Option(names = "--python", required = true, hidden = true)
    private Path python = Path.of("");

    @Option(names = "--folder", required = true, hidden = true)
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Main() {}

    /** Ends the process with 0, or with 1 if something could not be measured. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path report = Files.createDirectories(folder).resolve("report.json");
        Workshop workshop =
                new Workshop(Files.createDirectories(folder.resolve("work")), jobJar, jobOptions, productOptions);
        Machine machine = Machine.here();
        List<ReportRow> rows = new ArrayList<>();
        for (Work work : Works.all(new BenchData(folder.resolve("data")), workshop, python, scale())) {
            if (only.isEmpty() || only.contains(work.name())) {
                work.measure(rows::add);
                new Report(machine, rows).write(report);
            }
        }
        System.out.println();
        System.out.println(new Report(machine, rows).markdown());
        System.out.println("Written: " + report);
        return 0;
    }

    private Scale scale() {
        if (rounds == null) {
            return size();
        }
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1, but is " + rounds);
        }
        return size().withRounds(rounds);
    }

    private Scale size() {
        if (trial) {
            return Scale.trial();
        }
        return full ? Scale.full() : Scale.usual();
    }
}
