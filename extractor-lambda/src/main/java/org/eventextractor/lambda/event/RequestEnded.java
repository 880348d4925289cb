package org.eventextractor.lambda.event;

/**
 * A request has ended without a job, and intake has noted so.
 *
 * @param requestId the request
 */
public record RequestEnded(String requestId) implements CompletionEvent {}
