package org.eventextractor.conformance.function;

import java.time.Duration;

/**
 * What a function answered to one call.
 *
 * @param failed whether it ended with an exception, which {@code body} then describes
 * @param body what it wrote
 * @param took from the moment the call was handed over until the whole answer was here
 */
public record Answer(boolean failed, String body, Duration took) {}
