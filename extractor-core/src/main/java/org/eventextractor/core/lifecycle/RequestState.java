package org.eventextractor.core.lifecycle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of a request. It moves from one to the next as a table says, and stays for ever in one that is final. */
public enum RequestState {
    /** Seen by intake. */
    RECEIVED,
    /** A job was submitted. */
    QUEUED,
    /** The job reads events. */
    RUNNING,
    /** The data is written; manifest and results follow. It ends by itself, so it can no longer be cancelled. */
    FINALIZING,
    /** Refused by validation: final. */
    REJECTED,
    /** A dry run's answer: final. */
    ESTIMATED,
    /** Everything asked for is delivered: final. */
    COMPLETED,
    /** Something failed and the rest is delivered: final. */
    COMPLETED_WITH_ERRORS,
    /** Nothing failed and no event matched: final. */
    COMPLETED_EMPTY,
    /** Nothing that could be trusted was delivered: final. */
    FAILED,
    /** Ended by the requester: final. */
    CANCELLED;

    private static final Map<RequestState, Set<RequestState>> MOVES = new EnumMap<>(Map.of(
            RECEIVED, EnumSet.of(REJECTED, ESTIMATED, QUEUED, RUNNING, FAILED, CANCELLED),
            QUEUED, EnumSet.of(RUNNING, FAILED, CANCELLED),
            RUNNING, EnumSet.of(FINALIZING, FAILED, CANCELLED),
            FINALIZING, EnumSet.of(COMPLETED, COMPLETED_WITH_ERRORS, COMPLETED_EMPTY, FAILED)));

    /** Whether a request in this state has ended. */
    public boolean isFinal() {
        return !MOVES.containsKey(this);
    }

    /** Whether a request in this state may next be seen in {@code next}: in the same state always. */
    public boolean mayBecome(RequestState next) {
        return next == this || moves().contains(next);
    }

    /** Whether a request in this state may some time be seen in {@code later}, which is another. */
    boolean leadsTo(RequestState later) {
        return moves().stream().anyMatch(next -> next == later || next.leadsTo(later));
    }

    private Set<RequestState> moves() {
        return MOVES.getOrDefault(this, Set.of());
    }
}
