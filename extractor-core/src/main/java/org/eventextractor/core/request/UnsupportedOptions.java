package org.eventextractor.core.request;

import org.eventextractor.core.json.FieldReader;

/** Options of the contract that this version does not carry out: refused, never silently passed over. */
final class UnsupportedOptions {

    static final String CODE = "unsupported";

    private final Findings findings;

    UnsupportedOptions(Findings findings) {
        this.findings = findings;
    }

    void check(FieldReader document) {
        document.object("limits").ifPresent(this::checkLimits);
    }

    private void checkLimits(FieldReader limits) {
        checkLimit(limits, "maxEvents");
        checkLimit(limits, "maxOutputBytes");
        limits.end();
    }

    private void checkLimit(FieldReader limits, String name) {
        limits.integer(name, 0, Long.MAX_VALUE)
                .filter(limit -> limit > 0)
                .ifPresent(limit -> findings.faults()
                        .add(
                                limits.pointer(name),
                                CODE,
                                "a limit is not supported by this version: " + limit,
                                "Write 0, or leave it out; a dry run tells beforehand how much there is to read."));
    }
}
