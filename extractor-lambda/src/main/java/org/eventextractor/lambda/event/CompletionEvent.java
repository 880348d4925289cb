package org.eventextractor.lambda.event;

/** What the completion function is called with. */
public sealed interface CompletionEvent permits JobEvent, JobGoesOn, RequestEnded, SweepDue, CallbacksDue {}
