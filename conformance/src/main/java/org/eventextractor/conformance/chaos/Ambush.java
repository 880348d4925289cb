package org.eventextractor.conformance.chaos;

import java.time.Duration;

/**
 * A kill that waits for its moment.
 *
 * @param step what it waits for, once
 * @param delay from then to the kill
 */
record Ambush(Step step, Duration delay) {}
