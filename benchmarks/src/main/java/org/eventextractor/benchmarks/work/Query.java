package org.eventextractor.benchmarks.work;

import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;

/**
 * Which rows a contender is to find.
 *
 * @param range both ends included
 */
record Query(UserSelection users, TimeRange range) {}
