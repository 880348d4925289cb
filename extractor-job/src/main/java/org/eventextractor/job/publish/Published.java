package org.eventextractor.job.publish;

import java.util.List;
import org.eventextractor.core.document.Results;
import org.eventextractor.core.lifecycle.StateReason;
import org.eventextractor.core.request.Fault;

/**
 * An extract as published.
 *
 * @param results what results.json says
 * @param reason why it ended so
 * @param errors what could not be read, for the status: a bounded number
 * @param document the bytes of results.json, which are the callback's body too
 * @param resultsUri where results.json is
 */
@SuppressWarnings("ArrayRecordComponent") // a value handed on once, never compared
public record Published(Results results, StateReason reason, List<Fault> errors, byte[] document, String resultsUri) {}
