package org.eventextractor.core.request;

import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.request.ErrorPolicy.OnPartitionError;

/** {@code errorPolicy}: what to do when a partition cannot be read. */
final class ErrorPolicySection {

    private static final int MAX_PERCENT = 100;
    private static final ErrorPolicy DEFAULTS = new ErrorPolicy(OnPartitionError.CONTINUE, MAX_PERCENT);

    ErrorPolicy read(FieldReader document) {
        return document.object("errorPolicy").map(this::policy).orElse(DEFAULTS);
    }

    private ErrorPolicy policy(FieldReader policy) {
        OnPartitionError onError =
                policy.constant("onPartitionError", OnPartitionError.class).orElse(DEFAULTS.onPartitionError());
        int percent = policy.integer("maxFailedPartitionPercent", 0, MAX_PERCENT)
                .map(Long::intValue)
                .orElse(DEFAULTS.maxFailedPartitionPercent());
        policy.end();
        return new ErrorPolicy(onError, percent);
    }
}
