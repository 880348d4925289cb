package org.eventextractor.conformance.coldstart;

import java.util.Locale;

/**
 * What a median should not exceed. It is told and never enforced: on a busy machine times say more of the others' work.
 *
 * @param what that takes the time
 * @param millis the most, itself included
 */
record Goal(String what, int millis) {

    /** Whether it is reached, in a line. */
    String verdict(double medianMillis) {
        String verdict = medianMillis <= millis ? "reached" : "MISSED";
        return String.format(Locale.ROOT, "goal %s: %s: %.1f of %d ms", verdict, what, medianMillis, millis);
    }
}
