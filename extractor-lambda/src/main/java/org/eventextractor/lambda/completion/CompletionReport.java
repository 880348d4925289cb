package org.eventextractor.lambda.completion;

import org.jspecify.annotations.Nullable;

/**
 * What the function answers.
 *
 * @param jobName the job that ended; null if none did
 * @param outcome what became of it
 */
record CompletionReport(@Nullable String jobName, CompletionOutcome outcome) {}
