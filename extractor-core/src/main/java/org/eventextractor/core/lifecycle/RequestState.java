package org.eventextractor.core.lifecycle;

/** The states of a request. They only move forward. */
public enum RequestState {
    /** Seen by intake. */
    RECEIVED(0),
    /** A job was submitted. */
    QUEUED(1),
    /** The job reads events. */
    RUNNING(2),
    /** The data is written; manifest and results follow. */
    FINALIZING(3),
    /** Refused by validation: final. */
    REJECTED(4),
    /** A dry run's answer: final. */
    ESTIMATED(4),
    /** Everything asked for is delivered: final. */
    COMPLETED(4),
    /** Something failed and the rest is delivered: final. */
    COMPLETED_WITH_ERRORS(4),
    /** Nothing failed and no event matched: final. */
    COMPLETED_EMPTY(4),
    /** Nothing that could be trusted was delivered: final. */
    FAILED(4),
    /** Ended by the requester: final. */
    CANCELLED(4);

    private static final int FINAL_STAGE = 4;

    private final int stage;

    RequestState(int stage) {
        this.stage = stage;
    }

    public boolean isFinal() {
        return stage == FINAL_STAGE;
    }

    /** Whether a request in this state may next be seen in {@code next}: the same state, or a later stage. */
    public boolean mayBecome(RequestState next) {
        return next == this || next.stage > stage;
    }
}
