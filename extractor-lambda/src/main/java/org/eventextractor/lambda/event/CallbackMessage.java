package org.eventextractor.lambda.event;

import org.eventextractor.core.workspace.RequestPaths;
import org.jspecify.annotations.Nullable;

/**
 * One message of the callback queue, received once more.
 *
 * @param id the queue's id of the message
 * @param receiptHandle names this receipt of it to the queue
 * @param receipts how often it was received, this time included
 * @param request whose callback is due; null if the message cannot be understood
 * @param problem why it cannot be understood; null if it can
 */
public record CallbackMessage(
        String id,
        String receiptHandle,
        int receipts,
        @Nullable RequestPaths request,
        @Nullable String problem) {}
