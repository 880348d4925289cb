package org.eventextractor.lambda.completion;

/**
 * What the function answers to an event of a job.
 *
 * @param jobName the job
 * @param outcome what became of the event
 */
record CompletionReport(String jobName, CompletionOutcome outcome) {}
