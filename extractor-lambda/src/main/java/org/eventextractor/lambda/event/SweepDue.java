package org.eventextractor.lambda.event;

/** It is time to look after open requests. */
public record SweepDue() implements CompletionEvent {}
