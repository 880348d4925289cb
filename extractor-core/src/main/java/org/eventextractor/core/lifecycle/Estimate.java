package org.eventextractor.core.lifecycle;

/**
 * What the work is expected to take.
 *
 * @param objects source objects to read
 * @param bytesToRead their bytes
 * @param vcpu virtual CPUs the job is given
 * @param costUSD dollars for compute and requests
 * @param accuracy what the figures rest on, in a few words
 */
public record Estimate(long objects, long bytesToRead, double vcpu, double costUSD, String accuracy) {}
