package org.eventextractor.core.json;

/** Takes what is wrong with a document, one fault a call, so that all of them can be told at once. */
@FunctionalInterface
public interface FaultSink {

    /**
     * Takes one fault.
     *
     * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole document
     * @param code stable, for programs, in camelCase
     * @param message what is wrong, with the value shown
     * @param suggestion what to do about it; empty if nothing is known to help
     */
    void add(String pointer, String code, String message, String suggestion);
}
