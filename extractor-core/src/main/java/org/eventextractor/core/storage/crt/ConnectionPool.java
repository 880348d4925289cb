package org.eventextractor.core.storage.crt;

import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;

/**
 * Keeps connections for the next request, until they are old: a new connection may find a better server. The manager
 * below it makes them and bounds their number; its own pool knows no age and costs a hop between threads.
 *
 * <p>Thread-safe. No more connections may be asked for at once than the manager makes, or some wait for ever.
 */
final class ConnectionPool {

    private final HttpClientConnectionManager manager;
    private final ReadPolicy policy;
    private final Deque<PooledConnection> idle = new ConcurrentLinkedDeque<>();
    private final Set<PooledConnection> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ConnectionPool(HttpClientConnectionManager manager, ReadPolicy policy) {
        this.manager = manager;
        this.policy = policy;
    }

    /** The connection that was used last, or a new one; must be given back. */
    CompletableFuture<PooledConnection> take() {
        for (PooledConnection last = idle.pollFirst(); last != null; last = idle.pollFirst()) {
            if (last.isUsable(policy)) {
                return CompletableFuture.completedFuture(last);
            }
            end(last);
        }
        return connect().thenApply(this::adopt);
    }

    /** @param reusable whether its last answer came whole */
    void giveBack(PooledConnection connection, boolean reusable) {
        if (reusable && !closed && connection.isYoung(policy)) {
            idle.addFirst(connection);
            endIfClosedMeanwhile(connection);
        } else {
            end(connection);
        }
    }

    /**
     * Breaks off what is under way and begins to end all connections.
     *
     * @return completes when they have ended
     */
    CompletableFuture<Void> shutDown() {
        synchronized (this) {
            closed = true;
            manager.close();
        }
        all.forEach(PooledConnection::abort);
        idle.forEach(this::end);
        return manager.getShutdownCompleteFuture();
    }

    /** Not while the manager is closed: it would use memory that is freed. */
    private synchronized CompletableFuture<HttpClientConnection> connect() {
        return closed
                ? CompletableFuture.failedFuture(new IllegalStateException("the connections are closed"))
                : manager.acquireConnection();
    }

    private PooledConnection adopt(HttpClientConnection connection) {
        PooledConnection pooled = new PooledConnection(connection);
        all.add(pooled);
        if (closed) {
            pooled.abort();
        }
        return pooled;
    }

    private void endIfClosedMeanwhile(PooledConnection connection) {
        if (closed && idle.remove(connection)) {
            end(connection);
        }
    }

    private void end(PooledConnection connection) {
        all.remove(connection);
        connection.close();
    }
}
