package org.eventextractor.s3.fault;

import java.io.IOException;

/** The connection to the client is to end here. */
final class CutException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean reset;

    CutException(Fault fault) {
        super(fault + " on purpose");
        this.reset = fault != Fault.TRUNCATED;
    }

    /** Whether it is reset rather than closed. */
    boolean reset() {
        return reset;
    }
}
