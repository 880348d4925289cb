package org.eventextractor.lambda.event;

/**
 * A Batch job changed to a state that is not its last, or is the child of an array, whose parent ends last: nothing
 * follows from it.
 *
 * @param jobName the job's name
 */
public record JobGoesOn(String jobName) implements CompletionEvent {}
