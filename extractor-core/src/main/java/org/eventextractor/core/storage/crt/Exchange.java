package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpHeaderBlock;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStreamBase;
import software.amazon.awssdk.crt.http.HttpStreamBaseResponseHandler;

/**
 * One request and its answer over a connection of the pool. The connection is given back before the answer is handed
 * on, so that whoever waits for the one finds the other.
 *
 * <p>Thread-safe: the deadline may come from any thread.
 */
final class Exchange implements HttpStreamBaseResponseHandler {

    private final ConnectionPool pool;
    private final HttpRequest request;
    private final long deadlineNanos;
    private final AnswerBuilder builder;
    private final CompletableFuture<S3Answer> answer = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable PooledConnection connection;

    /**
     * @param maxBytes the longest body that is taken; a longer one is broken off
     * @param timeout from now to the last byte, as far as somebody calls {@link #checkDeadline}
     */
    Exchange(ConnectionPool pool, HttpRequest request, long maxBytes, Duration timeout) {
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        this.pool = pool;
        this.request = request;
        this.builder = new AnswerBuilder(maxBytes);
    }

    /**
     * Sends the request.
     *
     * @return completes with whatever the server answers, or with what kept it from answering
     */
    @SuppressWarnings("FutureReturnValueIgnored") // whatever happens ends in the answer
    CompletableFuture<S3Answer> send() {
        pool.take().whenComplete((taken, failure) -> {
            if (failure == null) {
                sendOver(taken);
            } else if (ended.compareAndSet(false, true)) {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    /** Gives up waiting for the answer if its time is up. */
    void checkDeadline() {
        if (System.nanoTime() - deadlineNanos >= 0 && ended.compareAndSet(false, true)) {
            abort();
            answer.completeExceptionally(new TimeoutException("no whole answer in time"));
        }
    }

    private void sendOver(PooledConnection taken) {
        connection = taken;
        if (ended.get()) {
            pool.giveBack(taken, false);
            return;
        }
        try {
            taken.send(request, this);
        } catch (RuntimeException e) {
            pool.giveBack(taken, false);
            if (ended.compareAndSet(false, true)) {
                answer.completeExceptionally(e);
            }
        }
    }

    @Override
    public void onResponseHeaders(HttpStreamBase stream, int status, int blockType, HttpHeader[] headers) {
        if (blockType == HttpHeaderBlock.MAIN.getValue()) {
            builder.add(status, headers);
        }
    }

    @Override
    public void onResponseHeadersDone(HttpStreamBase stream, int blockType) {
        if (blockType == HttpHeaderBlock.MAIN.getValue() && !builder.endHeaders()) {
            abort();
        }
    }

    @Override
    public int onResponseBody(HttpStreamBase stream, byte[] piece) {
        if (!builder.add(piece)) {
            abort();
        }
        return piece.length;
    }

    @Override
    public void onResponseComplete(HttpStreamBase stream, int errorCode) {
        stream.close();
        boolean inTime = ended.compareAndSet(false, true);
        S3Answer built = builder.build();
        boolean whole = errorCode == CRT.AWS_CRT_SUCCESS;
        PooledConnection used = connection;
        if (used != null) {
            pool.giveBack(used, inTime && whole);
        }
        if (!inTime) {
            return;
        }
        if (whole || built.body() == null) {
            answer.complete(built);
        } else {
            answer.completeExceptionally(new HttpException(errorCode));
        }
    }

    private void abort() {
        PooledConnection used = connection;
        if (used != null) {
            used.abort();
        }
    }
}
