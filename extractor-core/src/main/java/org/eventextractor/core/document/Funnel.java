package org.eventextractor.core.document;

/**
 * Answers "why is it empty": how much is left after each step.
 *
 * @param partitionsAsked folders the range needs, neighbouring days included
 * @param partitionsFound of these, folders that hold any object
 * @param objects in them
 * @param rowsRead rows they hold
 * @param rowsInRange of these, rows within the time range
 * @param rowsOfUsers of these, rows of the users asked for
 */
public record Funnel(
        long partitionsAsked, long partitionsFound, long objects, long rowsRead, long rowsInRange, long rowsOfUsers) {}
