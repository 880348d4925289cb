package org.eventextractor.core.plan;

/**
 * What the plan's header tells of a slice.
 *
 * @param number from 0, over all event types
 * @param eventType the one type its objects are of
 * @param objects how many, at least 1
 * @param bytes their sizes' sum
 */
public record SliceSummary(int number, String eventType, int objects, long bytes) {}
