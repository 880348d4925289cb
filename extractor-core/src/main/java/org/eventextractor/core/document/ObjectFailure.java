package org.eventextractor.core.document;

/**
 * A source object that could not be read whole: none of its rows is delivered.
 *
 * @param object its URI
 * @param partition {@code type/year=YYYY/month=MM/day=DD}
 * @param code stable, for programs: {@code empty}, {@code notParquet}, {@code truncated}, {@code encrypted}, {@code
 *     foreignSchema}, {@code unsupported}, {@code tooLarge}, {@code corrupt}, {@code changed}, {@code missing}, {@code
 *     accessDenied}, {@code unavailable}
 * @param message what is wrong with it and what to do
 * @param attempts how often the job tried it; the requests of a try, which are repeated by themselves, do not count
 * @param retryable whether the same extract may succeed later
 */
public record ObjectFailure(
        String object, String partition, String code, String message, int attempts, boolean retryable) {}
