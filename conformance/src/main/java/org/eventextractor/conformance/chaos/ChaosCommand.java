package org.eventextractor.conformance.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.eventextractor.conformance.function.PackageOptions;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.s3.fault.Fault;
import org.eventextractor.s3.fault.FaultPlan;
import org.eventextractor.s3.fault.FaultRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Breaks everything on purpose, and looks whether anything was lost. */
@Command(
        name = "chaos",
        customSynopsis = "scripts/chaos [OPTIONS]",
        description = {
            "Drops requests, kills the functions' and the jobs' processes at every step of their lives, delivers events",
            "twice and late, spoils calls to S3, refuses callbacks; then looks whether each request ended as it must, with",
            "exactly the right rows, and whether any log told of a user or a secret. Ends with 1 if anything is wrong, and",
            "leaves the folder.",
            "The usual 20 rounds take a few minutes."
        },
        mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

    private static final int DRIP = 20_000;
    private static final String ALL = "/";

    /** Only events are read with their checksums; documents are covered by TLS, which is not spoken here. */
    private static final String EVENTS = "/" + Cloud.EVENTS.root() + "/";

    private static final List<Fault> FAULTS = List.of(
            Fault.UNAVAILABLE,
            Fault.SLOW_DOWN,
            Fault.LOST_ANSWER,
            Fault.RESET,
            Fault.TRUNCATED,
            Fault.STALLED,
            Fault.DRIPPED,
            Fault.CORRUPTED);

    private final PrintStream out;

    @Mixin
    private PackageOptions options = new PackageOptions();

    @Option(
            names = "--job-jar",
            description = "The job. Default: ${DEFAULT-VALUE}",
            defaultValue = "extractor-job/target/extractor-job.jar")
    private Path jobJar = Path.of("");

    @Option(
            names = "--folder",
            description = "Takes everything, in a folder of this run's own. Default: ${DEFAULT-VALUE}",
            defaultValue = "target/chaos")
    private Path folder = Path.of("");

    @Option(names = "--rounds", description = "Requests. Default: ${DEFAULT-VALUE}", defaultValue = "20")
    private int rounds;

    @Option(names = "--at-once", description = "Requests in flight. Default: ${DEFAULT-VALUE}", defaultValue = "24")
    private int atOnce;

    @Option(names = "--seed", description = "Repeats the draws of a run. Default: another one each time")
    private @Nullable Long chosenSeed;

    @Option(
            names = "--faults",
            paramLabel = "PERCENT",
            description = "The share of calls to S3 that are spoiled. Default: ${DEFAULT-VALUE}",
            defaultValue = "5")
    private int faults;

    @Option(
            names = "--stall",
            paramLabel = "SECONDS",
            description = "How long a call stalls. Default: ${DEFAULT-VALUE}",
            defaultValue = "1")
    private int stall;

    public ChaosCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        long seed = chosenSeed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : chosenSeed;
        Path run = Files.createDirectories(
                folder.resolve("chaos-" + seed + "-" + Instant.now().toString().replaceAll("[:.]", "")));
        Files.createDirectories(run.resolve("functions"));
        Path taskRoot = Files.createDirectories(run.resolve("task"));
        out.printf(
                "seed %d, %d rounds, %d at once, %d %% of calls spoiled; all is kept in %s%n",
                seed, rounds, atOnce, faults, run);
        List<String> breaches;
        try (PrintWriter journal = new PrintWriter(Files.newBufferedWriter(run.resolve("kills.log")), true)) {
            breaches = play(seed, new Cloud.CloudSettings(run, options.oneClassPath(taskRoot), jobJar), journal);
        }
        if (breaches.isEmpty()) {
            remove(run);
        }
        return breaches.isEmpty() ? 0 : 1;
    }

    private List<String> play(long seed, Cloud.CloudSettings settings, PrintWriter journal)
            throws InterruptedException {
        Instant begin = Instant.now();
        Study study = Study.of(seed);
        Rounds begun = new Rounds();
        Tally tally = new Tally();
        try (Cloud cloud = new Cloud(settings, begun, tally, journal::println)) {
            study.writeEvents(cloud.store(Cloud.EVENTS));
            cloud.spoil(plan(seed));
            RoundPlanner planner = new RoundPlanner(seed, study.spec());
            Inspector inspector = inspector(cloud, study, settings.folder().resolve("downloads"));
            List<String> breaches = new ArrayList<>(
                    new Campaign(cloud, study, begun, planner, inspector, tally, out).run(rounds, atOnce));
            for (String text : breachesOfAll(cloud, study, settings, tally)) {
                breaches.add(text);
                out.println("BREACH " + text);
            }
            Duration took = Duration.between(begin, Instant.now());
            new ChaosReport(rounds, seed, tally, cloud.proxy(), took, breaches).print(out);
            return breaches;
        }
    }

    /** What no single round tells. */
    private List<String> breachesOfAll(Cloud cloud, Study study, Cloud.CloudSettings settings, Tally tally) {
        List<String> breaches = new ArrayList<>(
                Coverage.of(rounds, faults, tally, cloud.proxy().spoiled()).breaches());
        breaches.addAll(LogCheck.of(study, cloud.receiver().secret()).breaches(settings.logs()));
        return breaches;
    }

    private static Inspector inspector(Cloud cloud, Study study, Path downloads) {
        return Inspector.of(
                cloud.store(StorageUri.s3(Cloud.REQUEST_BUCKET, "")),
                study,
                cloud.receiver(),
                cloud.proxy()::met,
                downloads);
    }

    private FaultPlan plan(long seed) {
        double share = faults / 100.0 / FAULTS.size();
        FaultRule[] rules = FAULTS.stream()
                .map(fault -> FaultRule.of(fault, share).below(fault == Fault.CORRUPTED ? EVENTS : ALL))
                .toArray(FaultRule[]::new);
        return FaultPlan.of(seed, rules).withStall(Duration.ofSeconds(stall)).withDrip(DRIP);
    }

    private static void remove(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
