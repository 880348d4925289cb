package org.eventextractor.lambda.callback;

import java.net.URI;
import org.eventextractor.core.lifecycle.RequestStatus;
import org.eventextractor.core.request.AcceptedRequest;
import org.eventextractor.core.workspace.RequestPaths;

/**
 * A callback that was promised and not delivered, and may be yet.
 *
 * @param paths of the request
 * @param accepted the request as understood
 * @param status its final status
 * @param url where to
 */
public record OwedCallback(RequestPaths paths, AcceptedRequest accepted, RequestStatus status, URI url) {}
