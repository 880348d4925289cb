package org.eventextractor.benchmarks.work;

import org.eventextractor.benchmarks.process.Usage;

/**
 * One run of a contender.
 *
 * @param rows how many it says it has found
 */
record Run(Usage usage, long rows) {}
