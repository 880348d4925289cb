package org.eventextractor.local.batch;

import java.util.List;
import org.eventextractor.local.batch.BatchWire.EvaluateOnExit;
import org.jspecify.annotations.Nullable;

/**
 * Whether a failed attempt is tried again, by the rules of a
 * <a href="https://docs.aws.amazon.com/batch/latest/userguide/job_retries.html">Batch retry strategy</a>: the first
 * rule that matches decides, and an attempt that no rule matches is retried.
 *
 * @param attempts the most attempts, 1 to 10
 * @param rules in order
 */
public record RetryPolicy(int attempts, List<EvaluateOnExit> rules) {
    private static final int MAX_ATTEMPTS = 10;
    private static final int DEPLOYMENT_ATTEMPTS = 5;
    private static final String EXIT = "EXIT";

    public RetryPolicy {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must lie in 1 to " + MAX_ATTEMPTS + ": " + attempts);
        }
        rules = List.copyOf(rules);
    }

    /**
     * The strategy of a deployment's job definition: a job that said how it failed, or for which there is not enough
     * memory, is not tried again.
     */
    public static RetryPolicy ofDeployment() {
        return new RetryPolicy(
                DEPLOYMENT_ATTEMPTS,
                List.of(
                        new EvaluateOnExit(null, null, "1", EXIT),
                        new EvaluateOnExit(null, null, "2", EXIT),
                        new EvaluateOnExit(null, null, "3", EXIT),
                        new EvaluateOnExit(null, "OutOfMemory*", null, EXIT)));
    }

    /** The rules of {@code attempts} tries, whatever the exit code. */
    public static RetryPolicy ofAttempts(int attempts) {
        return new RetryPolicy(attempts, List.of());
    }

    /** Whether to try again after {@code failed}, the job's {@code number}-th attempt, from 1. */
    boolean retries(int number, JobAttempt failed) {
        if (number >= attempts) {
            return false;
        }
        return rules.stream()
                .filter(rule -> matches(rule, failed))
                .findFirst()
                .map(rule -> rule.action().equalsIgnoreCase("RETRY"))
                .orElse(true);
    }

    private static boolean matches(EvaluateOnExit rule, JobAttempt failed) {
        return matches(rule.onExitCode(), String.valueOf(failed.exitCode()))
                && matches(rule.onReason(), failed.reason())
                && matches(rule.onStatusReason(), failed.statusReason());
    }

    private static boolean matches(@Nullable String pattern, @Nullable String text) {
        if (pattern == null) {
            return true;
        }
        String value = text == null ? "" : text;
        return pattern.endsWith("*")
                ? value.startsWith(pattern.substring(0, pattern.length() - 1))
                : value.equals(pattern);
    }
}
