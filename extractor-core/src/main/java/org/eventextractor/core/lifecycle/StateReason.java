package org.eventextractor.core.lifecycle;

/**
 * Why a request is in its state.
 *
 * @param code stable, for programs, in camelCase
 * @param message for people: what happened and what to do next
 */
public record StateReason(String code, String message) {}
