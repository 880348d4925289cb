package org.eventextractor.samples;

import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The users of the samples, by number. None is held: each is computed when it is asked for.
 *
 * @param seed other seeds give other users
 */
record SampleUsers(long seed) {

    UUID user(int number) {
        return randomUuid(new Seed(seed).with("user").with(number).random());
    }

    /** A UUID of version 4 (RFC 9562). */
    static UUID randomUuid(SplittableRandom random) {
        long version4 = (random.nextLong() & ~0xF000L) | 0x4000L;
        long variant = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(version4, variant);
    }
}
