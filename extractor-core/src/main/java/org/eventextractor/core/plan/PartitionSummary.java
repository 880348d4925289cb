package org.eventextractor.core.plan;

/**
 * One folder that was listed.
 *
 * @param partition {@code type/year=YYYY/month=MM/day=DD}, or {@code type} where there are no partitions
 * @param objects how many files it holds; 0 if the folder is empty or absent
 * @param bytes their sizes' sum
 */
public record PartitionSummary(String partition, int objects, long bytes) {}
