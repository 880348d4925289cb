package org.eventextractor.core.plan;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Tasks under way, a bounded number of them, whose results are taken in the order of their submission.
 *
 * <p>Used by one thread.
 */
final class TaskWindow<T> {

    private final ExecutorService threads;
    private final int size;
    private final Queue<Future<T>> underWay = new ArrayDeque<>();

    TaskWindow(ExecutorService threads, int size) {
        this.threads = threads;
        this.size = size;
    }

    boolean isFull() {
        return underWay.size() >= size;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    void submit(Callable<T> task) {
        underWay.add(threads.submit(task));
    }

    /**
     * Waits for the oldest task.
     *
     * @throws RuntimeException what the task threw
     */
    T takeOldest() {
        try {
            return underWay.remove().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while planning");
        }
    }
}
