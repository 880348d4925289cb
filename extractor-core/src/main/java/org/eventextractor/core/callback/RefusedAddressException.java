package org.eventextractor.core.callback;

import java.net.UnknownHostException;

/** A host has an address that no callback may go to; the message says of which kind, never which address. */
final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    RefusedAddressException(String host, String purpose) {
        super(host + " has an address that is not public (" + purpose + ")");
    }
}
