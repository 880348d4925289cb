package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.eventextractor.core.storage.crt.SimulatedServer.Behaviour;
import org.eventextractor.core.storage.crt.SimulatedServer.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server with a latency of its own, in simulated time. */
class AdaptiveDepthTest {

    private static final int MOST = 256;
    private static final long LATENCY = TimeUnit.MILLISECONDS.toNanos(25);
    private static final Behaviour FAIR = sent -> new Reply(false, LATENCY);
    private static final Behaviour STORM = sent -> new Reply(true, LATENCY / 10);

    @Test
    void itGrowsToTheMostWithinASecondWhileThatBringsMore() {
        SimulatedServer server = new SimulatedServer(MOST, FAIR);

        server.pass(Duration.ofSeconds(1));

        assertThat(server.depth()).isEqualTo(MOST);
    }

    @Test
    void itStopsWhereMoreBringsNoMore() {
        SimulatedServer server = new SimulatedServer(MOST, line(4_000));

        server.pass(Duration.ofSeconds(20));

        // 100 under way would do for 4,000 a second.
        assertThat(server.depth()).isBetween(96, 192);
        assertThat(server.served()).isGreaterThan(20 * 3_900);
    }

    @Test
    void itStaysWhereItIsWhileFewerAreAskedFor() {
        AdaptiveDepth depth = new AdaptiveDepth(MOST, System::nanoTime);
        int before = depth.limit();

        for (int i = 0; i < 20_000; i++) {
            depth.answered(false, false);
        }

        assertThat(depth.limit()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 64, 128, 256})
    void oneRefusalInAHundredIsNoSignOfLoad(int most) {
        Random random = new Random(5);
        SimulatedServer server = new SimulatedServer(most, sent -> new Reply(random.nextInt(100) == 0, LATENCY));
        server.pass(Duration.ofSeconds(2));

        server.pass(Duration.ofSeconds(60));

        assertThat(server.served()).isGreaterThan((int) (0.9 * 60 * most / 0.025));
    }

    @Test
    void aServerThatRefusesWhatIsTooMuchIsKeptBusyAndNotPestered() {
        SimulatedServer server = new SimulatedServer(MOST, refusingAbove(4_000));
        server.pass(Duration.ofSeconds(2));

        server.pass(Duration.ofSeconds(60));

        assertThat(server.served()).isGreaterThan((int) (0.85 * 60 * 4_000));
        assertThat(server.refusedShare()).isLessThan(0.05);
    }

    @Test
    void ofManyRefusalsAtOnceItIsCutOnce() {
        AdaptiveDepth depth = new AdaptiveDepth(80, () -> 0);

        for (int i = 0; i < 20; i++) {
            depth.answered(true, true);
        }

        // Ten were under way; the other ten refusals are older than the cut.
        assertThat(depth.limit()).isEqualTo(5);
    }

    @Test
    void aFewRefusalsCutItALittle() {
        AdaptiveDepth depth = new AdaptiveDepth(800, () -> 0);

        for (int i = 0; i < 100; i++) {
            depth.answered(i % 5 == 0, true);
        }

        assertThat(depth.limit()).isEqualTo(90);
    }

    @Test
    void inAStormNextToNothingIsAsked() {
        SimulatedServer server = new SimulatedServer(MOST, FAIR);
        server.pass(Duration.ofSeconds(2));
        server.behaves(STORM);

        server.pass(Duration.ofMillis(500));

        assertThat(server.depth()).isEqualTo(1);
    }

    @Test
    void afterAStormItIsSoonWhatItWas() {
        SimulatedServer server = new SimulatedServer(MOST, FAIR);
        server.pass(Duration.ofSeconds(2));
        server.behaves(STORM);
        server.pass(Duration.ofSeconds(10));
        server.behaves(FAIR);

        server.pass(Duration.ofSeconds(1));
        assertThat(server.depth()).isGreaterThanOrEqualTo(MOST / 2);

        server.pass(Duration.ofSeconds(2));
        assertThat(server.depth()).isEqualTo(MOST);
    }

    @Test
    void aServerThatLosesHalfOfItsStrengthIsNotAskedForMore() {
        SimulatedServer server = new SimulatedServer(MOST, refusingAbove(8_000));
        server.pass(Duration.ofSeconds(10));
        server.behaves(refusingAbove(4_000));
        server.pass(Duration.ofSeconds(5));

        server.pass(Duration.ofSeconds(30));

        assertThat(server.served()).isGreaterThan((int) (0.85 * 30 * 4_000));
        assertThat(server.refusedShare()).isLessThan(0.05);
    }

    /** Answers one after the other, so many a second; who comes meanwhile waits. */
    private static Behaviour line(int perSecond) {
        long[] freeAt = {0};
        return sent -> {
            freeAt[0] = Math.max(freeAt[0], sent) + TimeUnit.SECONDS.toNanos(1) / perSecond;
            return new Reply(false, Math.max(LATENCY, freeAt[0] - sent));
        };
    }

    /** Refuses what exceeds its rate, in each tenth of a second. */
    private static Behaviour refusingAbove(int perSecond) {
        long tenth = TimeUnit.MILLISECONDS.toNanos(100);
        long[] counted = {0, 0};
        return sent -> {
            if (sent / tenth != counted[0]) {
                counted[0] = sent / tenth;
                counted[1] = 0;
            }
            return new Reply(counted[1]++ >= perSecond / 10, LATENCY);
        };
    }
}
