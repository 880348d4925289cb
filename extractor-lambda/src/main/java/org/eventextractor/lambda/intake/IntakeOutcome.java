package org.eventextractor.lambda.intake;

/** What became of one delivery of an object's event. */
enum IntakeOutcome {
    /** The object is no request of this deployment, and no cancellation of one. */
    IGNORED,
    /** The request is no longer there. */
    DELETED,
    /** A newer version of the request is there, which has an event of its own. */
    SUPERSEDED,
    /** Another delivery is at work on this request, or died at it: over when its lease is. */
    HELD,
    /** A cancellation came before its request was seen. */
    WAITING,
    /** The request could not be dealt with now; its status says why. */
    POSTPONED,
    /** An earlier delivery has dealt with this request, or a cancellation came when it had ended. */
    SETTLED,
    /** The request was refused; its status says why. */
    REJECTED,
    /** A dry run was answered. */
    ESTIMATED,
    /** A job was submitted. */
    QUEUED,
    /** The job that an earlier delivery submitted before it died was found. */
    RECOVERED,
    /** The request was ended as its requester asked. */
    CANCELLED,
    /** The request was ended while its job was submitted: the job's end tells so. */
    WITHDRAWN,
    /** The request could not be dealt with; its status says why. */
    FAILED;

    /** Whether intake is the last to deal with the request: neither a job nor a later delivery of the event follows. */
    boolean isLast() {
        return this != QUEUED && this != RECOVERED && this != WITHDRAWN && !needsRedelivery();
    }

    /** Whether nobody has read the request: it was gone before. */
    boolean isUnread() {
        return this == DELETED || this == SUPERSEDED;
    }

    /** Whether the event must come again, since nobody may have dealt with it yet. */
    boolean needsRedelivery() {
        return this == HELD || this == WAITING || this == POSTPONED;
    }
}
