package org.eventextractor.lambda.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The queue's twin in memory, which keeps what it is told and delivers nothing. */
public final class MemoryMessageQueue implements MessageQueue {

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private volatile @Nullable MessageQueueException failure;

    /** The body of every message, in order. */
    public List<String> sent() {
        return sent;
    }

    /** Every pause asked for, in order. */
    public List<Duration> pauses() {
        return pauses;
    }

    /** Lets every call fail until {@link #heal}. */
    public void fail() {
        failure = new MessageQueueException("out of order", new IllegalStateException());
    }

    public void heal() {
        failure = null;
    }

    @Override
    public void send(String body) {
        failIfTold();
        sent.add(body);
    }

    @Override
    public void postpone(String receiptHandle, Duration pause) {
        failIfTold();
        pauses.add(pause);
    }

    private void failIfTold() {
        MessageQueueException told = failure;
        if (told != null) {
            throw told;
        }
    }
}
