package org.eventextractor.core.request;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request that passed validation, frozen at intake: everything a worker needs to know of it.
 *
 * @param requestId derived from bucket, key and version
 * @param requestKey the key of the request document
 * @param requestSha256 of the request document's bytes, in hexadecimal
 * @param receivedAt when intake first saw it; "now" for a range without an end
 * @param request what was asked
 * @param warnings what was ignored or changed, told to the requester
 */
public record AcceptedRequest(
        String requestId,
        String requestKey,
        String requestSha256,
        Instant receivedAt,
        ExtractRequest request,
        List<Fault> warnings) {

    public AcceptedRequest {
        warnings = List.copyOf(warnings);
    }

    /** The same request with one warning more. */
    public AcceptedRequest withWarning(Fault warning) {
        return new AcceptedRequest(
                requestId,
                requestKey,
                requestSha256,
                receivedAt,
                request,
                Stream.concat(warnings.stream(), Stream.of(warning)).toList());
    }
}
