package org.eventextractor.conformance.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.workspace.RequestPaths;

/** Plays rounds, several at once, and inspects each when it is over, and all of them in the end. Used once. */
final class Campaign {

    /** Several kills of intake, each with the lease that it leaves behind, on a machine with much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private static final Duration DRAIN = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(300);

    /** After so many rounds a line says how far it is. */
    private static final int TOLD_EVERY = 50;

    private static final String JOB_JAR = "extractor-job.jar";

    private final Cloud cloud;
    private final Study study;
    private final Rounds rounds;
    private final RoundPlanner planner;
    private final Inspector inspector;
    private final Tally tally;
    private final PrintStream out;
    private final ObjectStore requests;
    private final Map<Round, RequestStatus> firstEnds = new ConcurrentHashMap<>();
    private final AtomicInteger over = new AtomicInteger();
    private final Queue<String> breaches = new ConcurrentLinkedQueue<>();

    Campaign(
            Cloud cloud,
            Study study,
            Rounds rounds,
            RoundPlanner planner,
            Inspector inspector,
            Tally tally,
            PrintStream out) {
        this.cloud = cloud;
        this.study = study;
        this.rounds = rounds;
        this.planner = planner;
        this.inspector = inspector;
        this.tally = tally;
        this.out = out;
        this.requests = cloud.store(StorageUri.s3(Cloud.REQUEST_BUCKET, ""));
    }

    /**
     * Plays.
     *
     * @param count how many rounds
     * @param atOnce how many of them at the same time
     * @return everything that was found wrong
     */
    List<String> run(int count, int atOnce) throws InterruptedException {
        List<Round> played =
                IntStream.rangeClosed(1, count).mapToObj(planner::round).toList();
        ExecutorService players = Executors.newFixedThreadPool(atOnce, task -> new Thread(task, "round"));
        try {
            played.forEach(round -> players.execute(() -> {
                play(round);
                tellOver(count);
            }));
            players.shutdown();
            if (!players.awaitTermination(PATIENCE.multipliedBy(count).toSeconds(), TimeUnit.SECONDS)) {
                breaches.add("the rounds did not come to an end");
            }
        } finally {
            players.shutdownNow();
        }
        awaitQuiet();
        inspectAll(played);
        return List.copyOf(breaches);
    }

    private void play(Round round) {
        try {
            rounds.begin(round);
            cloud.receiver().expect(round);
            cloud.saboteur().watch(round);
            study.drop(round, requests, cloud.receiver());
            if (round.cancelAfter() != null) {
                tally.cancelled();
                cloud.saboteur().after(round.cancelAfter(), () -> study.cancel(round, requests));
            }
            if (!await(() -> isOver(round), PATIENCE)) {
                breach(
                        round,
                        "after " + PATIENCE.toMinutes() + " minutes it is not over: "
                                + inspector.status(round).map(EndCheck::briefly).orElse("there is no status"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            breach(round, "it could not be played: " + e);
        }
    }

    private void tellOver(int count) {
        int done = over.incrementAndGet();
        if (done % TOLD_EVERY == 0) {
            out.printf("%d of %d rounds are over, breaches: %d%n", done, count, breaches.size());
        }
    }

    /** Keeps the end that is seen first: none may follow it. */
    private boolean isOver(Round round) {
        Optional<RequestStatus> end =
                inspector.status(round).filter(status -> status.state().isFinal());
        end.ifPresent(status -> firstEnds.putIfAbsent(round, status));
        return end.filter(status -> inspector.isOver(new EndedRound(round, status)))
                .isPresent();
    }

    /** What is late, or doubled, must have had its chance to change an end. */
    private void awaitQuiet() throws InterruptedException {
        if (!await(() -> cloud.pending() == 0 && jobs() == 0 && open() == 0, DRAIN)) {
            breaches.add(cloud.pending() + " events, " + jobs() + " jobs and " + open() + " open requests are left");
        }
        if (cloud.deadLetters() > 0) {
            breaches.add(cloud.deadLetters() + " messages were given up");
        }
    }

    private void inspectAll(List<Round> played) {
        for (Round round : played) {
            inspector.breaches(round, Optional.ofNullable(firstEnds.get(round))).forEach(text -> breach(round, text));
            inspector.status(round).ifPresent(status -> count(new EndedRound(round, status)));
        }
    }

    private void count(EndedRound ended) {
        RequestStatus status = ended.status();
        tally.ended(status.state());
        if (DataSetCheck.isDelivered(ended)) {
            tally.delivered(status.progress().eventsMatched());
            tally.days(ended.round().dayFolders(), status.errors().size());
        }
    }

    private void breach(Round round, String text) {
        String line = round.key() + ": " + text + "; " + round;
        breaches.add(line);
        out.println("BREACH " + line);
    }

    /** A late event of a request that was closed lists it once more, until the next sweep. */
    private int open() {
        return requests.list(RequestPaths.openRequests(), null).objects().size();
    }

    private static long jobs() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(JOB_JAR))
                        .isPresent())
                .count();
    }

    private static boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }
}
