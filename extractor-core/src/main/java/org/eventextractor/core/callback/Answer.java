package org.eventextractor.core.callback;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What came of one POST.
 *
 * @param httpStatus what the receiver answered; null if it did not answer
 * @param message what happened, in one line, in our own words: a receiver's never get into a document
 * @param mayHeal whether the same POST may be answered otherwise later
 */
record Answer(@Nullable Integer httpStatus, String message, boolean mayHeal) {

    private static final Set<Integer> HEALING_STATUSES = Set.of(408, 425, 429);

    static Answer of(int status) {
        boolean mayHeal = HEALING_STATUSES.contains(status) || (status >= 500 && status <= 599);
        return new Answer(status, "the receiver answered " + status + hint(status), mayHeal);
    }

    static Answer none(IOException failure) {
        boolean refused = failure instanceof RefusedAddressException;
        return new Answer(null, refused ? "refused: " + failure.getMessage() : reason(failure), !refused);
    }

    static Answer refused(String reason) {
        return new Answer(null, "refused: " + reason, false);
    }

    boolean delivered() {
        return httpStatus != null && httpStatus >= 200 && httpStatus <= 299;
    }

    private static String hint(int status) {
        if (status >= 300 && status <= 399) {
            return "; redirects are not followed: name the final address as callbackURL";
        }
        return status == 410 ? "; it no longer wants callbacks" : "";
    }

    private static String reason(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the receiver's host name has no address";
        }
        if (failure instanceof SSLException) {
            return "no secure connection: the receiver's certificate or TLS version was not accepted";
        }
        if (failure instanceof SocketTimeoutException) {
            return "the receiver did not answer in time";
        }
        if (failure instanceof ConnectException) {
            return "the receiver accepts no connection";
        }
        return "the connection broke before the receiver answered";
    }
}
