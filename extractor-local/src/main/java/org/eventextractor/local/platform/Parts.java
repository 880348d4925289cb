package org.eventextractor.local.platform;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was started, to be closed in reverse order, once. Not thread-safe. */
final class Parts implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** Closes every part, also after one that does not close. */
    @Override
    public void close() {
        IllegalStateException failure = new IllegalStateException("not all of the platform was closed");
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
