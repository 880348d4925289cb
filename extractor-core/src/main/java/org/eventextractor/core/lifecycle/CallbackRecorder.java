package org.eventextractor.core.lifecycle;

import java.net.URI;
import java.util.List;
import org.eventextractor.core.callback.CallbackAttempt;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts the results of a request to its callback, if it has one, and keeps every attempt in its status.
 *
 * <p>Thread-safe.
 */
public final class CallbackRecorder {

    private static final Logger log = LoggerFactory.getLogger(CallbackRecorder.class);

    private final CallbackSender sender;
    private final StatusStore status;

    public CallbackRecorder(CallbackSender sender, StatusStore status) {
        this.sender = sender;
        this.status = status;
    }

    /**
     * Delivers, or gives up within the sender's schedule. Never throws: a callback that cannot be delivered is no
     * failure of the extract.
     *
     * @param accepted names the receiver; its request id names the message, over all retries
     * @param results the bytes of results.json
     */
    public void deliver(AcceptedRequest accepted, byte[] results) {
        URI url = accepted.request().callbackUrl();
        if (url != null) {
            log.info("posting the results to {}", url.getHost());
            List<CallbackAttempt> attempts = sender.deliver(url, webhookId(accepted), results, this::record);
            CallbackAttempt last = attempts.get(attempts.size() - 1);
            if (!last.delivered()) {
                // the template's alarm looks for these words
                log.error("the callback was not delivered in {} attempts: {}", attempts.size(), last.message());
            }
        }
    }

    /**
     * Makes one attempt, for a caller that sees to the others.
     *
     * @param url where to
     * @param accepted its request id names the message, as in {@link #deliver}
     * @param results the bytes of results.json
     * @return the attempt as recorded; as it was made where there is no status to record it in
     * @throws StorageException if it was made and cannot be recorded
     */
    public CallbackAttempt attempt(URI url, AcceptedRequest accepted, byte[] results) {
        log.info("posting the results to {}", url.getHost());
        return record(sender.attempt(url, webhookId(accepted), results));
    }

    /** Attempts are counted over all who made some; of a status that was removed there is nothing to count. */
    private CallbackAttempt record(CallbackAttempt attempt) {
        if (!attempt.delivered()) {
            log.info("the receiver has not taken them: {}", attempt.message());
        }
        return status.amend(current -> current.withCallbackAttempt(
                        attempt.numbered(current.callbackDelivery().size() + 1)))
                .map(CallbackRecorder::last)
                .orElse(attempt);
    }

    private static CallbackAttempt last(RequestStatus status) {
        List<CallbackAttempt> attempts = status.callbackDelivery();
        return attempts.get(attempts.size() - 1);
    }

    private static String webhookId(AcceptedRequest accepted) {
        return "msg_" + accepted.requestId();
    }
}
