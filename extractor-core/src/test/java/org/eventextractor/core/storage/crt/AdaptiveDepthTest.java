package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Against a server with a latency of its own and a rate it cannot exceed, in simulated time. */
class AdaptiveDepthTest {

    private static final int MOST = 256;
    private static final double LATENCY_SECONDS = 0.025;

    private long now;
    private final AdaptiveDepth depth = new AdaptiveDepth(MOST, () -> now);

    @Test
    void itGrowsToTheMostWhileThatBringsMore() {
        answer(20_000, 1e9, true);

        assertThat(depth.limit()).isEqualTo(MOST);
    }

    @Test
    void itStopsWhereMoreBringsNoMore() {
        answer(100_000, 4_000, true);

        // 100 under way would do for 4,000 a second.
        assertThat(depth.limit()).isBetween(96, 192);
    }

    @Test
    void itStaysWhereItIsWhileFewerAreAskedFor() {
        int before = depth.limit();

        answer(20_000, 1e9, false);

        assertThat(depth.limit()).isEqualTo(before);
    }

    @Test
    void itBacksOffWhenTheServerAsksAndRecoversLater() {
        answer(20_000, 1e9, true);

        depth.slowDown();
        depth.slowDown();

        assertThat(depth.limit()).isEqualTo(MOST / 2);
        answer(200_000, 1e9, true);
        assertThat(depth.limit()).isEqualTo(MOST);
    }

    @Test
    void itNeverEndsAltogether() {
        for (int i = 0; i < 100; i++) {
            now += TimeUnit.SECONDS.toNanos(1);
            depth.slowDown();
        }

        assertThat(depth.limit()).isEqualTo(1);
    }

    private void answer(int answers, double mostPerSecond, boolean othersWait) {
        for (int i = 0; i < answers; i++) {
            double perSecond = Math.min(mostPerSecond, depth.limit() / LATENCY_SECONDS);
            now += (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
            depth.answered(othersWait);
        }
    }
}
