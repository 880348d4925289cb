package org.eventextractor.core.plan;

/**
 * How large a slice may be. An object larger than {@code maxBytes} is a slice of its own.
 *
 * @param maxBytes the most bytes of all its objects together, at least 1
 * @param maxObjects the most objects, at least 1
 */
public record SliceLimits(long maxBytes, int maxObjects) {

    private static final SliceLimits STANDARD = new SliceLimits(256L << 20, 20_000);

    public SliceLimits {
        if (maxBytes < 1 || maxObjects < 1) {
            throw new IllegalArgumentException("a slice must hold at least 1 byte and 1 object: " + maxBytes
                    + " bytes, " + maxObjects + " objects");
        }
    }

    /** 256 MiB and 20,000 objects: some minutes of work, and a part file that every tool reads. */
    public static SliceLimits standard() {
        return STANDARD;
    }
}
