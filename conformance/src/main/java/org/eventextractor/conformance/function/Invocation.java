package org.eventextractor.conformance.function;

import java.time.Duration;

/**
 * One call of a function.
 *
 * @param functionArn through what the function is called; ends in {@code :<alias>} where that is an alias
 * @param timeLimit how long the function may take
 * @param event the JSON it is called with
 */
public record Invocation(String functionArn, Duration timeLimit, String event) {

    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:000000000000:function:event-extractor";
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);

    /**
     * A call through an alias, with two minutes to go.
     *
     * @param qualifier an alias, a version, or empty for a call of the function itself
     */
    public static Invocation through(String qualifier, String event) {
        String arn = qualifier.isEmpty() ? FUNCTION_ARN : FUNCTION_ARN + ":" + qualifier;
        return new Invocation(arn, TIME_LIMIT, event);
    }
}
