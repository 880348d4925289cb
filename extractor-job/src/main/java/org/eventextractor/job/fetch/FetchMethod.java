package org.eventextractor.job.fetch;

import java.util.Locale;

/** By which client objects, and parts of them, are read from S3. */
public enum FetchMethod {
    /** The AWS Common Runtime: many requests under way, cheap ones. */
    CRT,
    /** The SDK's client, one thread a request. */
    SDK;

    /**
     * {@code crt} or {@code sdk}.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static FetchMethod parse(String text) {
        for (FetchMethod method : values()) {
            if (method.name().toLowerCase(Locale.ROOT).equals(text)) {
                return method;
            }
        }
        throw new IllegalArgumentException("it must be crt or sdk");
    }
}
