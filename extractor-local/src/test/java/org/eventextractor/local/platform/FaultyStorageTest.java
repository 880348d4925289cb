package org.eventextractor.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.eventextractor.core.lifecycle.RequestState;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.WriteCondition;
import org.eventextractor.local.batch.ContainerSpec;
import org.eventextractor.local.batch.JavaJobCommand;
import org.eventextractor.local.batch.JobCommand;
import org.eventextractor.local.batch.JobLimits;
import org.eventextractor.s3.fault.Fault;
import org.eventextractor.s3.fault.FaultPlan;
import org.eventextractor.s3.fault.FaultProxy;
import org.eventextractor.s3.fault.FaultRule;
import org.eventextractor.samples.FileShape;
import org.eventextractor.samples.SampleSpec;
import org.eventextractor.samples.SampleType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole system with a proxy between S3 and everything else that spoils calls: right rows, or a failure that is
 * named; never a wrong or short file that is called good. {@code -Dfaults.seed=N} repeats a run, {@code
 * -Dfaults.long=true} stalls and throttles for as long as is asked for, and runs what takes minutes too.
 */
@Timeout(300)
class FaultyStorageTest {
    private static final Path JOB_JAR = Path.of("../extractor-job/target/extractor-job.jar");
    private static final long SEED =
            Long.getLong("faults.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    private static final Duration STALL = Duration.ofSeconds(Boolean.getBoolean("faults.long") ? 30 : 2);
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 12, 30);
    private static final SampleSpec SPEC = SampleSpec.of(
                    31, List.of(SampleType.STARTED_SESSION, SampleType.CREATED_HIGHLIGHT), FIRST_DAY, 12)
            .withFiles(2, FileShape.ofRows(40))
            .withUsers(20, 5)
            .withShares(0.35, 0);

    private static final String ALL_EVENTS = "/events/prod/";
    private static final String LOST_DAY = "started_session/year=2023/month=12/day=31";

    /** Run before each job's process is started, once. */
    private static final AtomicReference<Runnable> beforeJob = new AtomicReference<>(() -> {});

    @TempDir
    static Path folder;

    private static FaultProxy proxy;
    private static LocalPlatform platform;
    private static ObjectStores stores;
    private static Study study;

    @BeforeAll
    static void start() {
        assumeTrue(Files.exists(JOB_JAR), "the job's jar is made by mvn package");
        System.out.println("seed of the faults: " + SEED);
        CompletableFuture<FaultProxy> between = new CompletableFuture<>();
        platform =
                LocalPlatform.start(LocalSettings.of(folder, new PreparedJob()).withS3Route(s3 -> {
                    between.complete(FaultProxy.start(s3, FaultPlan.none()));
                    return between.join().endpoint();
                }));
        proxy = between.join();
        stores = new ObjectStores(platform.clientEnvironment(), 16);
        study = new Study(stores, SPEC, folder.resolve("downloads"));
        study.writeEvents();
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            stores.close();
            platform.close();
            proxy.close();
        }
    }

    @AfterEach
    void heal() {
        if (proxy != null) {
            proxy.follow(FaultPlan.none());
        }
        beforeJob.set(() -> {});
    }

    @Test
    void aFifthOfAllCallsMayBeRefused() throws Exception {
        follow(FaultRule.of(Fault.UNAVAILABLE, 0.2));
        study.assertExact("unavailable/my_request.json", run("unavailable/my_request.json"));
        assertMet(Fault.UNAVAILABLE);
    }

    @Test
    void answersMayBeResetOrCutOrLost() throws Exception {
        follow(
                FaultRule.of(Fault.RESET, 0.15),
                FaultRule.of(Fault.TRUNCATED, 0.15),
                FaultRule.of(Fault.LOST_ANSWER, 0.05));
        study.assertRightOrNamed("cut/my_request.json", run("cut/my_request.json"));
        assertMet(Fault.RESET);
        assertMet(Fault.TRUNCATED);
        assertMet(Fault.LOST_ANSWER);
    }

    @Test
    void aCorruptedObjectIsReadAgain() throws Exception {
        follow(FaultRule.of(Fault.CORRUPTED, 0.2).below(ALL_EVENTS));
        study.assertExact("corrupted/my_request.json", run("corrupted/my_request.json"));
        assertMet(Fault.CORRUPTED);
    }

    @Test
    void answersMayStallAndDrip() throws Exception {
        proxy.follow(FaultPlan.of(SEED, FaultRule.of(Fault.STALLED, 0.05), FaultRule.of(Fault.DRIPPED, 0.2))
                .withStall(STALL)
                .withDrip(20_000));
        study.assertExact("slow/my_request.json", run("slow/my_request.json"));
        assertMet(Fault.STALLED);
        assertMet(Fault.DRIPPED);
    }

    @Test
    void throttlingMayLastForAWhile() throws Exception {
        beforeJob.set(() -> follow(throttling(Duration.ofSeconds(8))));
        study.assertExact("throttled/my_request.json", run("throttled/my_request.json"));
        assertMet(Fault.SLOW_DOWN);
    }

    /** A read is given up after its twelfth try, which may come sooner. */
    @Test
    @EnabledIfSystemProperty(named = "faults.long", matches = "true", disabledReason = "it takes a minute")
    void aMinuteOfThrottlingIsOutlastedOrNamed() throws Exception {
        beforeJob.set(() -> follow(throttling(Duration.ofMinutes(1))));
        study.assertRightOrNamed("minute/my_request.json", run("minute/my_request.json"));
        assertMet(Fault.SLOW_DOWN);
    }

    @Test
    void aDayThatMayNotBeReadIsNamedAndTheRestIsDelivered() throws Exception {
        String key = "denied/my_request.json";
        follow(FaultRule.of(Fault.ACCESS_DENIED, 1).below(ALL_EVENTS + LOST_DAY + "/"));
        RequestStatus end = run(key);
        assertThat(end.state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        study.assertRightOrNamed(key, end);
        assertThat(study.errorDays(key, end)).containsExactly(LOST_DAY);
    }

    @Test
    void credentialsThatEndInMidRunAreTriedAgainInTheNextAttempt() throws Exception {
        assertHealedByTheNextAttempt("expired/my_request.json", Fault.EXPIRED_TOKEN);
    }

    @Test
    void aClockThatGoesWrongInMidRunIsTriedAgainInTheNextAttempt() throws Exception {
        assertHealedByTheNextAttempt("skewed/my_request.json", Fault.CLOCK_SKEWED);
    }

    @Test
    @EnabledIfSystemProperty(named = "faults.long", matches = "true", disabledReason = "five attempts take two minutes")
    void credentialsThatNeverComeBackAreANamedFailure() throws Exception {
        follow(FaultRule.of(Fault.EXPIRED_TOKEN, 1).below(ALL_EVENTS + "started_session/"));
        RequestStatus end = run("never/my_request.json");
        assertThat(end.state()).isEqualTo(RequestState.FAILED);
        assertThat(end.stateReason().message()).containsIgnoringCase("credentials");
    }

    @Test
    void objectsDeletedOrReplacedAfterPlanningAreNamed() throws Exception {
        String key = "changed/my_request.json";
        List<String> files = study.events().list("prod/" + LOST_DAY + "/", null).objects().stream()
                .map(object -> object.key())
                .toList();
        beforeJob.set(() -> {
            study.events().delete(files.get(0));
            study.events()
                    .write(
                            files.get(1),
                            "another".getBytes(StandardCharsets.UTF_8),
                            "application/octet-stream",
                            WriteCondition.always());
        });
        RequestStatus end = run(key);
        study.writeEvents();
        assertThat(end.state()).isEqualTo(RequestState.COMPLETED_WITH_ERRORS);
        study.assertRightOrNamed(key, end);
        assertThat(study.errorDays(key, end)).containsExactly(LOST_DAY);
        assertThat(study.errors(key, end)).contains(files.get(0), files.get(1));
    }

    private static RequestStatus run(String key) throws Exception {
        return study.drop(key, status -> {});
    }

    private static void assertHealedByTheNextAttempt(String key, Fault fault) throws Exception {
        follow(FaultRule.of(fault, 1).below(ALL_EVENTS + "started_session/"));
        study.drop(key);
        RequestStatus end = study.awaitEnd(key, status -> {
            if (status.stateReason().code().equals("retrying")) {
                proxy.follow(FaultPlan.none());
            }
        });
        study.assertExact(key, end);
        assertThat(end.attempt()).isGreaterThan(1);
    }

    private static FaultRule throttling(Duration time) {
        return FaultRule.of(Fault.SLOW_DOWN, 1).below(ALL_EVENTS).between(Duration.ZERO, time);
    }

    private static void follow(FaultRule... rules) {
        proxy.follow(FaultPlan.of(SEED, rules));
    }

    private static void assertMet(Fault fault) {
        assertThat(proxy.counts().get(fault)).as("calls that met " + fault).isPositive();
    }

    /** The job as it is, with something that happens just before it starts. */
    private static final class PreparedJob implements JobCommand {
        private final JobCommand job = new JavaJobCommand(JOB_JAR, JobLimits.ofThisMachine());

        @Override
        public List<String> line(ContainerSpec container) {
            beforeJob.getAndSet(() -> {}).run();
            return job.line(container);
        }
    }
}
