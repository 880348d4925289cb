package org.eventextractor.job.publish;

import org.eventextractor.core.document.Results;
import org.eventextractor.core.lifecycle.StateReason;

/**
 * An extract as published.
 *
 * @param results what results.json says
 * @param reason why it ended so
 * @param document the bytes of results.json, which are the callback's body too
 * @param resultsUri where results.json is
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
public record Published(Results results, StateReason reason, byte[] document, String resultsUri) {}
