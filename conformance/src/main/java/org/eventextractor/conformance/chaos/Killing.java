package org.eventextractor.conformance.chaos;

import java.util.Optional;
import java.util.function.Predicate;
import org.eventextractor.local.batch.BatchEndpoint;

/**
 * Kills the processes of functions and jobs. Thread-safe.
 *
 * @param intake the function that takes requests in
 * @param completion the function that sees them to their end
 * @param batch runs the jobs
 * @param jobs which of them run
 */
record Killing(FunctionPool intake, FunctionPool completion, BatchEndpoint batch, RunningJobs jobs)
        implements Saboteur.Killer {

    @Override
    public boolean kill(Step step, String requestKey) {
        return switch (step.victim()) {
            case INTAKE -> intake.kill(CloudEvent.isAbout(requestKey));
            case COMPLETION -> completion.kill(atWork(step, requestKey));
            case JOB -> killJob(requestKey);
        };
    }

    /**
     * Which calls of completion may have come to a step. A request's end may be noted by a sweep as well as by a call for
     * its job, or for an end without one.
     */
    static Predicate<String> atWork(Step step, String requestKey) {
        return switch (step) {
            case SWEEPING -> CloudEvent::isScheduled;
            case NOTED -> CloudEvent::isNote;
            case CLOSING ->
                CloudEvent.isAbout(requestKey).or(CloudEvent::isScheduled).or(CloudEvent::isNote);
            default -> CloudEvent.isAbout(requestKey);
        };
    }

    private boolean killJob(String requestKey) {
        Optional<String> job = jobs.newest(requestKey);
        job.ifPresent(batch::kill);
        return job.isPresent();
    }
}
