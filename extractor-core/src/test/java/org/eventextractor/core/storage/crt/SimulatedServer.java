package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.eventextractor.core.storage.crt.DepthGate.Load;

/**
 * A server in simulated time, asked through a gate by readers of which there are always more than may begin; whoever is
 * refused comes back later.
 */
final class SimulatedServer {

    /** How the server answers. */
    @FunctionalInterface
    interface Behaviour {
        /**
         * Answers one request.
         *
         * @param sent when it is asked, in nanoseconds from the beginning
         */
        Reply to(long sent);
    }

    /** What a request is answered with, and after how long. */
    record Reply(boolean refused, long nanos) {}

    private record Event(long at, long number, Runnable happens) {}

    private static final long COME_BACK_NANOS = Duration.ofMillis(50).toNanos();

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final AdaptiveDepth depth;
    private final DepthGate gate;
    private Behaviour behaviour;
    private long now;
    private long numbered;
    private int served;
    private int refused;

    SimulatedServer(int most, Behaviour behaviour) {
        this.behaviour = behaviour;
        depth = new AdaptiveDepth(most, () -> now);
        gate = new DepthGate(depth);
        for (int i = 0; i < 4 * most; i++) {
            gate.enter(this::ask);
        }
    }

    int depth() {
        return depth.limit();
    }

    int served() {
        return served;
    }

    /** Of all answers, the share that was refused. */
    double refusedShare() {
        return (double) refused / (served + refused);
    }

    void behaves(Behaviour other) {
        behaviour = other;
    }

    /** Lets time pass, and counts anew. */
    void pass(Duration time) {
        long end = now + time.toNanos();
        served = 0;
        refused = 0;
        while (events.element().at() <= end) {
            Event next = events.remove();
            now = next.at();
            next.happens().run();
        }
        now = end;
    }

    private void ask() {
        Reply reply = behaviour.to(now);
        after(reply.nanos(), () -> answered(reply.refused()));
    }

    private void answered(boolean slowDown) {
        if (slowDown) {
            refused++;
            after(COME_BACK_NANOS, () -> gate.enter(this::ask));
        } else {
            served++;
            gate.enter(this::ask);
        }
        gate.leave(slowDown ? Load.SLOW_DOWN : Load.SERVED);
    }

    private void after(long nanos, Runnable happens) {
        events.add(new Event(now + nanos, numbered++, happens));
    }
}
