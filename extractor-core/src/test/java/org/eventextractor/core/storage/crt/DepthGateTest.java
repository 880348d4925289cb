package org.eventextractor.core.storage.crt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eventextractor.core.storage.crt.DepthGate.Load;
import org.junit.jupiter.api.Test;

class DepthGateTest {

    private static final int FIRST_DEPTH = 2;

    private final DepthGate gate = new DepthGate(new AdaptiveDepth(16, () -> 0));

    @Test
    void asManyBeginAsTheDepthAllowsAndTheOthersInOrder() {
        List<Integer> begun = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int number = i;
            gate.enter(() -> begun.add(number));
        }
        assertThat(begun).hasSize(FIRST_DEPTH);

        gate.leave(Load.UNKNOWN);
        gate.leave(Load.SERVED);

        assertThat(begun).containsExactly(0, 1, 2, 3);
    }

    @Test
    void whoComesAgainComesFirst() {
        List<String> begun = new ArrayList<>();
        gate.enter(() -> begun.add("first"));
        gate.enter(() -> begun.add("second"));
        gate.enter(() -> begun.add("third"));

        gate.enterAgain(() -> begun.add("first again"));
        gate.leave(Load.UNKNOWN);
        gate.leave(Load.UNKNOWN);

        assertThat(begun).containsExactly("first", "second", "first again", "third");
    }

    @Test
    void askedToSlowDownItLetsFewerBegin() {
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            gate.enter(begun::incrementAndGet);
        }

        gate.leave(Load.SLOW_DOWN);
        gate.leave(Load.SLOW_DOWN);

        assertThat(begun).hasValue(FIRST_DEPTH + 1);
    }

    @Test
    void requestsThatEndWhileTheyBeginDoNotPileUpOnTheStack() {
        AtomicInteger ended = new AtomicInteger();
        gate.enter(() -> {});
        gate.enter(() -> {});
        for (int i = 0; i < 100_000; i++) {
            gate.enter(() -> {
                ended.incrementAndGet();
                gate.leave(Load.UNKNOWN);
            });
        }

        gate.leave(Load.UNKNOWN);

        assertThat(ended).hasValue(100_000);
    }

    @Test
    void aRequestThatCannotBeginLeavesItsPlaceToTheNext() {
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            gate.enter(() -> {
                throw new OutOfMemoryError("made up");
            });
        }

        gate.enter(begun::incrementAndGet);
        gate.enter(begun::incrementAndGet);

        assertThat(begun).hasValue(FIRST_DEPTH);
    }
}
