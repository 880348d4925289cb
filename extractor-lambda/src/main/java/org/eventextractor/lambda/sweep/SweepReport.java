package org.eventextractor.lambda.sweep;

import java.util.Map;

/**
 * What one sweep did.
 *
 * @param outcomes how many open requests came to each outcome
 * @param complete whether all open requests were looked at; if not, the next sweep goes on where this one stopped
 */
public record SweepReport(Map<SweepOutcome, Integer> outcomes, boolean complete) {

    public SweepReport {
        outcomes = Map.copyOf(outcomes);
    }
}
