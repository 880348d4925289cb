package org.eventextractor.lambda.callback;

/** Where owed callbacks go. Safe for use by many threads. */
public interface CallbackOutlet {

    /**
     * Sees to a callback: when this returns, it was posted, given up, or will be posted whatever happens to the caller.
     *
     * @throws RuntimeException if nobody may have seen to it
     */
    void send(OwedCallback callback);
}
