package org.eventextractor.core.request;

import java.util.Optional;
import java.util.UUID;

/** UUIDs as people write them: 36 characters, letters in either case (RFC 9562, section 4). */
final class UuidText {

    static final String HELP = "Write 8-4-4-4-12 hexadecimal digits, as in 0b2f4e0a-7c55-4a6e-9d3b-1f2e3d4c5b6a.";

    private static final int LENGTH = 36;

    private UuidText() {}

    static Optional<UUID> parse(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equalsIgnoreCase(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
