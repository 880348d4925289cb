package org.eventextractor.conformance.chaos;

import java.util.function.Predicate;
import org.eventextractor.local.batch.BatchWire.JobDetail;

/**
 * Tells of the steps that no object in the bucket shows: calls of functions, jobs, callbacks. Thread-safe.
 *
 * @param saboteur is told
 */
record StepTelling(Saboteur saboteur) {

    private static final String SUBMITTED = "SUBMITTED";

    void intakeCalled(String event) {
        Watcher.requestKey(event).ifPresent(key -> saboteur.reached(Step.INTAKE_CALLED, key));
    }

    void completionCalled(String event) {
        if (CloudEvent.isScheduled(event)) {
            saboteur.reached(Step.SWEEPING);
        } else if (CloudEvent.isNote(event)) {
            saboteur.reached(Step.NOTED);
        } else if (!CloudEvent.isQueued(event)) {
            Watcher.requestKey(event).ifPresent(key -> saboteur.reached(Step.COMPLETION_CALLED, key));
        }
    }

    /** @param completionIsAtWork whether completion is at work on such an event */
    void calledBack(String requestKey, Predicate<Predicate<String>> completionIsAtWork) {
        boolean byCompletion =
                completionIsAtWork.test(CloudEvent.isAbout(requestKey).and(CloudEvent::isQueued));
        saboteur.reached(byCompletion ? Step.POSTING : Step.CALLING, requestKey);
    }

    void jobChanged(JobDetail job) {
        String requestKey = RunningJobs.requestKey(job);
        if (job.status().equals(SUBMITTED)) {
            saboteur.reached(Step.SUBMITTED, requestKey);
        } else if (RunningJobs.runs(job)) {
            saboteur.reached(Step.STARTED, requestKey);
        }
    }
}
