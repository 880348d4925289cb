package org.eventextractor.s3.fault;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Lets time pass. */
final class Pause {
    private Pause() {}

    /** @throws InterruptedIOException if the proxy is closed meanwhile */
    static void of(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("closed");
        }
    }
}
