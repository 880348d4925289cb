package org.eventextractor.lambda.intake;

/** What became of one delivery of an object's event. */
enum IntakeOutcome {
    /** The object is not a request of this deployment. */
    IGNORED,
    /** The request is no longer there. */
    DELETED,
    /** A newer version of the request is there, which has an event of its own. */
    SUPERSEDED,
    /** Another delivery is at work on this request, or died at it: over when its lease is. */
    HELD,
    /** An earlier delivery has dealt with this request. */
    SETTLED,
    /** The request was refused; its status says why. */
    REJECTED,
    /** A dry run was answered. */
    ESTIMATED,
    /** A job was submitted. */
    QUEUED,
    /** The job that an earlier delivery submitted before it died was found. */
    RECOVERED,
    /** The request could not be dealt with; its status says why. */
    FAILED;

    /** Whether the event must come again, since nobody may have dealt with the request yet. */
    boolean needsRedelivery() {
        return this == HELD;
    }
}
