package org.eventextractor.core.plan;

/**
 * One file to read, as it was when the plan was made.
 *
 * @param key its key in the event bucket
 * @param size bytes
 * @param eTag reading it guarded by this tag makes a later change an error, not a mix
 * @param partition {@code type/year=YYYY/month=MM/day=DD}, or {@code type} where there are no partitions
 */
public record SourceObject(String key, long size, String eTag, String partition) {}
