package org.eventextractor.lambda.sweep;

/** What the sweep found of one open request, and did. */
public enum SweepOutcome {
    /** Somebody was at work on it a moment ago, or its job goes on. */
    AT_WORK,
    /** It had ended, and its end is told; or it was never read, and there is none to tell. */
    CLOSED,
    /** Its job had ended, and the request is ended as by the job's event. */
    ENDED,
    /** It was never taken in, and its event is sent again. */
    SENT_AGAIN,
    /** Nobody works on it any more: it has failed. */
    LOST,
    /** It could not be dealt with; the log says why. The next sweep tries again. */
    FAILED
}
