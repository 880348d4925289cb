package org.eventextractor.conformance.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SaboteurTest {

    private static final Study STUDY = Study.of(5);

    private final BlockingQueue<String> kills = new LinkedBlockingQueue<>();
    private final Tally tally = new Tally();
    private final Saboteur saboteur = new Saboteur((step, key) -> kills.add(step + " of " + key), tally, line -> {});

    @AfterEach
    void close() {
        saboteur.close();
    }

    @Test
    void whatIsStillToBeDoneIsPending() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        saboteur.after(Duration.ofHours(1), () -> {});
        saboteur.after(Duration.ZERO, done::countDown);
        done.await();
        awaitPending(1);
    }

    /** The test is over when it is. */
    @Test
    void whatFailsIsPendingNoMore() throws Exception {
        saboteur.after(Duration.ZERO, () -> {
            throw new IllegalStateException("on purpose");
        });
        awaitPending(0);
    }

    @Test
    void anAmbushSpringsOnce() throws Exception {
        Round round = round();
        saboteur.watch(round);
        saboteur.reached(Step.OWNED, round.key());
        awaitPending(0);
        saboteur.reached(Step.OWNED, round.key());
        awaitPending(0);
        assertThat(kills).containsExactly("OWNED of " + round.key());
        assertThat(tally.kills()).containsEntry(Step.OWNED, 1);
    }

    private void awaitPending(int left) throws InterruptedException {
        while (saboteur.pending() != left) {
            Thread.sleep(1);
        }
    }

    private static Round round() {
        return new Round(
                1,
                Round.Kind.EXTRACT,
                STUDY.spec().types(),
                STUDY.spec().range(),
                false,
                0,
                1,
                1,
                null,
                null,
                List.of(new Ambush(Step.OWNED, Duration.ZERO)));
    }
}
