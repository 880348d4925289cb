package org.eventextractor.lambda.notify;

/** A way to tell people. Safe for use by many threads. */
public interface NotificationChannel {

    /** What to call it in a log. */
    String name();

    /**
     * Tells once, within bounds of its own.
     *
     * @throws NotificationException if nobody may have been told
     */
    void send(Notice notice);
}
