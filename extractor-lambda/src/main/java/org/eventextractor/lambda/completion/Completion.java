package org.eventextractor.lambda.completion;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eventextractor.core.config.ConfigurationException;
import org.eventextractor.lambda.callback.CallbackDelivery;
import org.eventextractor.lambda.event.CallbacksDue;
import org.eventextractor.lambda.event.CompletionEvent;
import org.eventextractor.lambda.event.JobEnded;
import org.eventextractor.lambda.event.JobGoesOn;
import org.eventextractor.lambda.event.QueueBlocked;
import org.eventextractor.lambda.event.RequestEnded;
import org.eventextractor.lambda.sweep.Sweeper;

/**
 * Hands each event to the part of a deployment that deals with it.
 *
 * <p>Thread-safe.
 *
 * @param ends deals with jobs that ended
 * @param waiting deals with jobs that cannot start
 * @param noted deals with requests that ended without a job
 * @param callbacks posts callbacks that are due; empty in a deployment without a callback queue
 * @param sweeper looks after open requests; empty in a deployment without intake's queue
 */
record Completion(
        JobEnds ends,
        WaitingJobs waiting,
        NotedEnds noted,
        Optional<CallbackDelivery> callbacks,
        Optional<Sweeper> sweeper) {

    /**
     * Deals with one event.
     *
     * @param timeLeft how long the caller can be at work
     * @return what to answer, as JSON
     * @throws ConfigurationException if this deployment has not what the event is for
     */
    Object answer(CompletionEvent event, Supplier<Duration> timeLeft) {
        if (event instanceof JobEnded job) {
            return new CompletionReport(job.jobName(), ends.ended(job));
        }
        if (event instanceof QueueBlocked job) {
            return new CompletionReport(job.jobName(), waiting.blocked(job));
        }
        if (event instanceof JobGoesOn job) {
            return new CompletionReport(job.jobName(), CompletionOutcome.IGNORED);
        }
        if (event instanceof RequestEnded request) {
            return new RequestReport(request.requestId(), noted.ended(request));
        }
        if (event instanceof CallbacksDue due) {
            return callbacks
                    .orElseThrow(() -> CompletionConfiguration.lacks("EXTRACTOR_CALLBACK_QUEUE_URL"))
                    .deliver(due.messages(), timeLeft);
        }
        return sweeper.orElseThrow(() -> CompletionConfiguration.lacks("EXTRACTOR_INTAKE_QUEUE_URL"))
                .sweep(timeLeft);
    }
}
