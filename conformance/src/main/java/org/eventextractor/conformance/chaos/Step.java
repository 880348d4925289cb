package org.eventextractor.conformance.chaos;

import java.time.Duration;

/** A moment in the life of a request after which somebody may be killed. */
enum Step {
    INTAKE_CALLED(Victim.INTAKE, "called", Duration.ofMillis(400)),
    OPENED(Victim.INTAKE, "listed as open"),
    CLAIMED(Victim.INTAKE, "claimed"),
    TOLD(Victim.INTAKE, "status written"),
    FROZEN(Victim.INTAKE, "request frozen"),
    PLANNED(Victim.INTAKE, "plan written"),
    SUBMITTED(Victim.INTAKE, "job submitted"),
    STARTED(Victim.JOB, "started", Duration.ofMillis(2_500)),
    OWNED(Victim.JOB, "owner written, scanning", Duration.ofMillis(300)),
    WRITTEN(Victim.JOB, "data file written"),
    REPORTED(Victim.JOB, "slice reported"),
    MANIFEST(Victim.JOB, "manifest written"),
    RESULTS(Victim.JOB, "results written"),
    ENDED(Victim.JOB, "final status written"),
    CALLING(Victim.JOB, "callback received"),
    /** Done soon by a process that has begun before: a later kill finds nobody. */
    COMPLETION_CALLED(Victim.COMPLETION, "called for a job", Duration.ofMillis(60)),
    NOTED(Victim.COMPLETION, "called for a noted end", Duration.ofMillis(400)),
    CLOSING(Victim.COMPLETION, "end noted"),
    POSTING(Victim.COMPLETION, "callback received"),
    SWEEPING(Victim.COMPLETION, "sweeping", Duration.ofMillis(100));

    private final Victim victim;
    private final String words;
    private final Duration within;

    Step(Victim victim, String words) {
        this(victim, words, Duration.ofMillis(30));
    }

    Step(Victim victim, String words, Duration within) {
        this.victim = victim;
        this.words = words;
        this.within = within;
    }

    /** Who is killed. */
    Victim victim() {
        return victim;
    }

    /** Whether only a request that names a receiver comes to it. */
    boolean isOfCallback() {
        return this == CALLING || this == POSTING;
    }

    /** For people. */
    String words() {
        return words;
    }

    /** How long after the step the kill comes at most. */
    Duration within() {
        return within;
    }
}
