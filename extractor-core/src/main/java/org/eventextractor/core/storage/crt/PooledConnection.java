package org.eventextractor.core.storage.crt;

import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpRequestBase;
import software.amazon.awssdk.crt.http.HttpStreamBase;
import software.amazon.awssdk.crt.http.HttpStreamBaseResponseHandler;

/**
 * A connection, with its age.
 *
 * <p>Thread-safe in so far as it may be aborted by one thread while another gives it up: the runtime's own object would
 * then use memory that is freed.
 */
final class PooledConnection {

    private final HttpClientConnection connection;
    private final long bornNanos = System.nanoTime();
    private int requests;
    private boolean closed;

    PooledConnection(HttpClientConnection connection) {
        this.connection = connection;
    }

    synchronized void send(HttpRequestBase request, HttpStreamBaseResponseHandler handler) {
        requests++;
        HttpStreamBase stream = connection.makeRequest(request, handler);
        stream.activate();
    }

    /** Whether it is neither closed here nor too old to serve another request. */
    synchronized boolean isYoung(ReadPolicy policy) {
        return !closed
                && requests < policy.maxConnectionRequests()
                && System.nanoTime() - bornNanos < policy.maxConnectionAge().toNanos();
    }

    /** Whether it may serve another request now: the server may have closed it. */
    synchronized boolean isUsable(ReadPolicy policy) {
        return isYoung(policy) && connection.isOpen();
    }

    /** Breaks off whatever is under way; its handler is told. */
    synchronized void abort() {
        if (!closed) {
            connection.shutdown();
        }
    }

    /** Ends the connection; nothing may be under way. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            connection.shutdown();
            connection.close();
        }
    }
}
