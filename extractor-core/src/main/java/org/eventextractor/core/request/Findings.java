package org.eventextractor.core.request;

/**
 * What the sections of a request find, told apart by what follows from it.
 *
 * @param faults any of them refuses the request
 * @param warnings none of them does
 */
record Findings(Faults faults, Faults warnings) {

    Findings() {
        this(new Faults(), new Faults());
    }
}
