package org.eventextractor.lambda.notify;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what people are told. */
public final class HeardNotices implements NotificationChannel {

    private final List<Notice> notices = new CopyOnWriteArrayList<>();

    /** Every notice, in order. */
    public List<Notice> notices() {
        return notices;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public void send(Notice notice) {
        notices.add(notice);
    }
}
