package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.http.HttpRequest;

/**
 * One object's read, through all its attempts. An attempt holds its place at the gate; the wait between two does not.
 *
 * <p>Its attempts follow one another, each on whatever thread ends the one before.
 */
final class ObjectRead {

    private final CrtObjectReader.Parts parts;
    private final ReadRequest request;
    private final Consumer<ObjectRead> whenDone;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private int attempts;
    private long firstSentNanos;
    private volatile @Nullable Exchange exchange;

    /** @param whenDone told of the end, whatever it is */
    ObjectRead(CrtObjectReader.Parts parts, ReadRequest request, Consumer<ObjectRead> whenDone) {
        this.parts = parts;
        this.request = request;
        this.whenDone = whenDone;
    }

    CompletableFuture<byte[]> begin() {
        parts.gate().enter(this::attempt);
        return result;
    }

    /** Ends the read with a failure, unless it has ended; a request under way comes to nothing. */
    void fail(StorageException failure) {
        result.completeExceptionally(failure);
        whenDone.accept(this);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whatever happens ends in a verdict
    private void attempt() {
        if (result.isDone()) {
            whenDone.accept(this);
            parts.gate().leave(DepthGate.Load.UNKNOWN);
            return;
        }
        firstSentNanos = attempts == 0 ? System.nanoTime() : firstSentNanos;
        attempts++;
        // In stages from the start, so that what one throws is a failure like any other.
        CompletableFuture.completedFuture(request)
                .thenApply(parts.address()::get)
                .thenCompose(parts.signer()::sign)
                .thenCompose(this::exchange)
                .thenApply(answer -> parts.judge().of(request, answer))
                .exceptionally(failure -> parts.judge().ofFailure(request.key(), failure))
                .thenAccept(this::settle)
                .exceptionally(this::failUnsettled);
    }

    private CompletableFuture<S3Answer> exchange(HttpRequest signed) {
        Exchange begun = parts.transport().exchange(signed, request.length(), attemptTimeout());
        exchange = begun;
        return begun.send();
    }

    /** Ends the attempt under way if its time is up; any thread may ask, at any time. */
    void checkDeadline() {
        Exchange begun = exchange;
        if (begun != null) {
            begun.checkDeadline();
        }
    }

    private Duration attemptTimeout() {
        Duration left = parts.policy().totalTimeout().minus(spent());
        return left.compareTo(parts.policy().attemptTimeout()) < 0
                ? left
                : parts.policy().attemptTimeout();
    }

    private void settle(Verdict verdict) {
        try {
            conclude(verdict);
        } finally {
            parts.gate().leave(load(verdict));
        }
    }

    private void conclude(Verdict verdict) {
        if (verdict instanceof Verdict.Done done) {
            result.complete(done.bytes());
            whenDone.accept(this);
        } else if (verdict instanceof Verdict.Again again) {
            tryAgain(again.failure());
        } else if (verdict instanceof Verdict.Failed failed) {
            fail(failed.failure());
        }
    }

    private static DepthGate.Load load(Verdict verdict) {
        if (verdict instanceof Verdict.Again again) {
            return again.slowDown() ? DepthGate.Load.SLOW_DOWN : DepthGate.Load.UNKNOWN;
        }
        return DepthGate.Load.SERVED;
    }

    /** Whoever waits for the result must not wait for ever. */
    private @Nullable Void failUnsettled(Throwable failure) {
        fail(new StorageException(Kind.UNAVAILABLE, "reading " + request.key() + " broke off", failure));
        return null;
    }

    private void tryAgain(StorageException failure) {
        Duration delay = parts.policy().delayAfter(attempts);
        boolean timeLeft = spent().plus(delay).compareTo(parts.policy().totalTimeout()) < 0;
        if (attempts < parts.policy().maxAttempts() && timeLeft && !result.isDone()) {
            parts.timer().after(delay, () -> parts.gate().enterAgain(this::attempt));
        } else {
            fail(failure);
        }
    }

    private Duration spent() {
        return Duration.ofNanos(System.nanoTime() - firstSentNanos);
    }
}
