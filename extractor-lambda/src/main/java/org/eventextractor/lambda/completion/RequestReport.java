package org.eventextractor.lambda.completion;

/**
 * What the function answers to the event of a note that a request has ended.
 *
 * @param requestId the request
 * @param outcome what became of the event
 */
record RequestReport(String requestId, CompletionOutcome outcome) {}
