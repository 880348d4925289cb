package org.eventextractor.core.request;

/**
 * One thing wrong with a request, told to the one who wrote it.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); empty for the whole document
 * @param code stable, for programs, in camelCase
 * @param message what is wrong, with the value shown
 * @param suggestion what to do about it; empty if nothing is known to help
 */
public record Fault(String pointer, String code, String message, String suggestion) {}
