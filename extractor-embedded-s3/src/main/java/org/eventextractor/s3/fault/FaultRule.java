package org.eventextractor.s3.fault;

import java.time.Duration;

/**
 * Which calls a fault meets.
 *
 * @param fault what happens to them
 * @param share of the calls that the rule is about, 0 to 1
 * @param path the beginning of their path, not URL-encoded: {@code /bucket/key}; {@code /} for all
 * @param from when the rule begins, after its plan did
 * @param until when the rule ends, after its plan began; exclusive
 */
public record FaultRule(Fault fault, double share, String path, Duration from, Duration until) {
    private static final Duration FOREVER = Duration.ofDays(365);

    public FaultRule {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the share of " + fault + " must lie in 0 to 1: " + share);
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("the path of " + fault + " must begin with a slash: " + path);
        }
    }

    /** A share of all calls, all the time. */
    public static FaultRule of(Fault fault, double share) {
        return new FaultRule(fault, share, "/", Duration.ZERO, FOREVER);
    }

    /** Only of calls whose path begins so. */
    public FaultRule below(String prefix) {
        return new FaultRule(fault, share, prefix, from, until);
    }

    /** Only between these moments after the plan's begin; the second is not included. */
    public FaultRule between(Duration begin, Duration end) {
        return new FaultRule(fault, share, path, begin, end);
    }

    boolean isAbout(Call call, Duration sinceBegin) {
        return call.path().startsWith(path)
                && sinceBegin.compareTo(from) >= 0
                && sinceBegin.compareTo(until) < 0
                && (call.readsObject() || !fault.spoilsBytes());
    }
}
