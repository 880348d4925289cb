package org.eventextractor.lambda.callback;

import java.time.Clock;
import org.eventextractor.core.callback.CallbackSender;
import org.eventextractor.core.document.Software;
import org.eventextractor.core.lifecycle.CallbackRecorder;
import org.eventextractor.core.lifecycle.StatusStore;
import org.eventextractor.core.storage.ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts callbacks at once, within the sender's schedule: for a deployment without a callback queue.
 *
 * <p>Thread-safe.
 */
public final class ImmediateCallbacks implements CallbackOutlet {

    private static final Logger log = LoggerFactory.getLogger(ImmediateCallbacks.class);

    private final ObjectStore requests;
    private final CallbackSender sender;
    private final ResultsBody body;
    private final Clock clock;

    /**
     * @param requests the request bucket
     * @param sender with a schedule that can be waited for
     * @param software what says so where nothing is delivered
     */
    public ImmediateCallbacks(ObjectStore requests, CallbackSender sender, Software software, Clock clock) {
        this.requests = requests;
        this.sender = sender;
        this.body = new ResultsBody(requests, software);
        this.clock = clock;
    }

    @Override
    public void send(OwedCallback callback) {
        StatusStore status = new StatusStore(requests, callback.paths(), clock);
        body.of(callback)
                .ifPresentOrElse(
                        results -> new CallbackRecorder(sender, status).deliver(callback.accepted(), results),
                        // the template's alarm looks for these words
                        () -> log.error(
                                "the callback was not delivered: the results of request {} are no longer there",
                                callback.paths().requestId()));
    }
}
