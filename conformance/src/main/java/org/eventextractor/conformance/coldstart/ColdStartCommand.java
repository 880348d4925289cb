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
import org.eventextractor.conformance.coldstart.ColdStart.Measured;
import org.eventextractor.conformance.function.ClassArchive;
import org.eventextractor.conformance.function.FunctionSettings;
import org.eventextractor.conformance.function.PackageOptions;
import org.eventextractor.conformance.function.TemporaryFolder;
import org.eventextractor.conformance.stage.Stage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how long the package takes to its first answer, and how long when warm. */
@Command(
        name = "cold-start",
        description = {
            "Measures the intake function of the package in Lambda's own Java runtime client: as a managed runtime",
            "starts it, with a class archive (from Java 25 on an AOT cache), and after SnapStart's hook. The Java is the",
            "one that runs this; its options are those of Lambda's Java 17 and 21. Medians are printed, with their parts,",
            "and the least total, which other work on the machine disturbs least. Warm calls are those of one more start",
            "of each kind, when compilation has come to rest. At last it says whether the goals are reached; it succeeds",
            "also where they are not."
        },
        mixinStandardHelpOptions = true)
public final class ColdStartCommand implements Callable<Integer> {

    private static final String JAVA = "Java " + Runtime.version().feature();
    private static final Goal FIRST_ANSWER = new Goal("the first answer, " + ClassArchive.kind() + ", " + JAVA, 500);
    private static final Goal WARM_CALL = new Goal("a warm call, " + JAVA, 25);

    private final PrintStream out;

    @Mixin
    private PackageOptions options = new PackageOptions();

    @Option(names = "--runs", description = "Starts of each kind. Default: ${DEFAULT-VALUE}", defaultValue = "5")
    private int runs;

    @Option(
            names = "--early-calls",
            description = "Calls right after the first, in each run. Default: ${DEFAULT-VALUE}",
            defaultValue = "40")
    private int earlyCalls;

    @Option(
            names = "--warm-up",
            description = "Calls before the warm ones are measured. Default: ${DEFAULT-VALUE}",
            defaultValue = "300")
    private int warmUp;

    @Option(names = "--warm-calls", description = "Warm calls. Default: ${DEFAULT-VALUE}", defaultValue = "100")
    private int warmCalls;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public ColdStartCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        if (runs < 1 || earlyCalls < 1 || warmCalls < 1 || warmUp < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--runs, --early-calls and --warm-calls must be at least 1, and --warm-up at least 0");
        }
        try (TemporaryFolder folder = TemporaryFolder.create();
                Stage stage = Stage.open(folder.path())) {
            out.printf(Locale.ROOT, "package: %,d bytes; %s%n", Files.size(options.functionPackage()), JAVA);
            out.println(Figures.HEADER);
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
        FunctionSettings archived = ClassArchive.ofWork(
                oneClassPath, folder.resolve("classes"), folder.resolve("trial.log"), coldStart::tryOut);
        Figures withArchive = print("with " + ClassArchive.kind(), coldStart, archived);
        print("after SnapStart's hook", coldStart, managed.with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
        out.println(FIRST_ANSWER.verdict(withArchive.total()));
        out.println(WARM_CALL.verdict(withArchive.warm()));
    }

    private Figures print(String what, ColdStart coldStart, FunctionSettings settings) {
        List<Measured> measured = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            measured.add(coldStart.measure(settings, earlyCalls));
        }
        List<Duration> calls = coldStart.measure(settings, warmUp + warmCalls).later();
        Figures figures = Figures.of(measured, calls.subList(warmUp, calls.size()));
        out.println(figures.line(what));
        return figures;
    }
}
