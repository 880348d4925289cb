package org.eventextractor.benchmarks.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the server is asked for. Thread-safe. */
final class Traffic {

    private final LongAdder lists = new LongAdder();
    private final LongAdder gets = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final LongAccumulator mostOpen = new LongAccumulator(Math::max, 0);
    private final AtomicLong firstGet = new AtomicLong();
    private final LongAccumulator lastGet = new LongAccumulator(Math::max, Long.MIN_VALUE);

    void listed() {
        lists.increment();
    }

    void getBegins() {
        gets.increment();
        mostOpen.accumulate(open.incrementAndGet());
        firstGet.compareAndSet(0, System.nanoTime());
    }

    void getEnds(int sent) {
        open.decrementAndGet();
        bytes.add(sent);
        lastGet.accumulate(System.nanoTime());
    }

    void slowedDown() {
        refused.increment();
    }

    TrafficReport report() {
        double seconds = gets.sum() == 0 ? 0 : (lastGet.get() - firstGet.get()) / 1e9;
        return new TrafficReport(lists.sum(), gets.sum(), refused.sum(), bytes.sum(), (int) mostOpen.get(), seconds);
    }
}
