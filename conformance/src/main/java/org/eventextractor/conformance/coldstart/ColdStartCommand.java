package org.eventextractor.conformance.coldstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.eventextractor.conformance.coldstart.ColdStart.Measured;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.conformance.function.PackageOptions;
import org.eventextractor.conformance.function.TemporaryFolder;
import org.eventextractor.conformance.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints how long the package takes to its first answer, and how long when warm. */
@Command(
        name = "cold-start",
        description = {
            "Measures the intake function of the package in Lambda's own Java runtime client: as a managed runtime",
            "starts it, with a class archive, and after SnapStart's hook. Medians are printed, with their parts, and the",
            "least total: the others tell of the machine's other work as well. At last it says whether the goals are",
            "reached; it succeeds also where they are not."
        },
        mixinStandardHelpOptions = true)
public final class ColdStartCommand implements Callable<Integer> {

    private static final Goal FIRST_ANSWER = new Goal("the first answer with class archive", 500);
    private static final Goal WARM_CALL = new Goal("a warm call", 25);

    private final PrintStream out;

    @Mixin
    private PackageOptions options = new PackageOptions();

    @Option(names = "--runs", description = "Starts of each kind. Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int runs;

    @Option(
            names = "--warm-calls",
            description = "Calls after the first, in each run. Default: ${DEFAULT-VALUE}",
            defaultValue = "40")
    private int warmCalls;

    public ColdStartCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try (TemporaryFolder folder = TemporaryFolder.create();
                Stage stage = Stage.open(folder.path())) {
            out.printf(Locale.ROOT, "package: %,d bytes%n", Files.size(options.functionPackage()));
            out.println(
                    "milliseconds (median)       JVM   init  first call  total  least    CPU   warm call  95 of 100");
            measure(stage, folder);
        }
        return 0;
    }

    private void measure(Stage stage, TemporaryFolder folder) throws IOException {
        ColdStart coldStart = new ColdStart(stage, folder.path());
        FunctionSettings managed =
                FunctionSettings.intake(options.managed(folder.resolve("task")), stage.environment());
        Path empty = Files.createDirectory(folder.resolve("empty"));
        FunctionSettings oneClassPath = FunctionSettings.intake(options.oneClassPath(empty), stage.environment());
        print("managed runtime, plain", coldStart, managed);
        Medians archived = print(
                "with class archive", coldStart, archived(coldStart, folder.resolve("classes.jsa"), oneClassPath));
        print("after SnapStart's hook", coldStart, managed.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        out.println(FIRST_ANSWER.verdict(archived.total()));
        out.println(WARM_CALL.verdict(archived.warm()));
    }

    /** The archive is made as the trial run ends, of what it loaded. */
    private static FunctionSettings archived(ColdStart coldStart, Path archive, FunctionSettings settings) {
        coldStart.measure(settings.withJavaOptions("-XX:ArchiveClassesAtExit=" + archive), 3);
        return settings.withJavaOptions("-XX:SharedArchiveFile=" + archive);
    }

    private Medians print(String what, ColdStart coldStart, FunctionSettings settings) {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            measured.add(coldStart.measure(settings, warmCalls));
        }
        List<Duration> warm =
                measured.stream().flatMap(run -> run.warm().stream()).toList();
        Medians medians = new Medians(median(measured, StartTimes::total), quantile(warm, 50));
        out.printf(
                Locale.ROOT,
                "%-24s %6.0f %6.0f %11.0f %6.0f %6.0f %6.0f %11.1f %10.1f%n",
                what,
                median(measured, StartTimes::jvm),
                median(measured, StartTimes::init),
                median(measured, StartTimes::firstCall),
                medians.total(),
                quantile(measured, StartTimes::total, 0),
                median(measured, StartTimes::cpu),
                medians.warm(),
                quantile(warm, 95));
        return medians;
    }

    private static double median(List<Measured> measured, Function<StartTimes, Duration> part) {
        return quantile(measured, part, 50);
    }

    private static double quantile(List<Measured> measured, Function<StartTimes, Duration> part, int percent) {
        return quantile(measured.stream().map(Measured::start).map(part).toList(), percent);
    }

    private static double quantile(List<Duration> durations, int percent) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? Double.NaN
                : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100))
                                .toNanos()
                        / 1e6;
    }

    /** What goals are for, in milliseconds. */
    private record Medians(double total, double warm) {}
}
