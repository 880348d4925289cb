package org.eventextractor.conformance.chaos;

/** What of the system is killed: everything that is ours. */
enum Victim {
    /** The function that takes requests in. */
    INTAKE,
    /** The job of a request. */
    JOB,
    /** The function that sees requests to their end. */
    COMPLETION
}
