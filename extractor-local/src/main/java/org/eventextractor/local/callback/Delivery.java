package org.eventextractor.local.callback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A callback as it arrived.
 *
 * @param at when
 * @param id the {@code webhook-id}; null if it was not sent
 * @param path of the URL it was posted to
 * @param verified whether its signature is right
 * @param problem what is wrong with the signature; empty if it is right
 * @param body UTF-8
 */
public record Delivery(Instant at, @Nullable String id, String path, boolean verified, String problem, String body) {}
