package org.eventextractor.samples;

import java.util.SplittableRandom;

/**
 * Derives independent streams of random numbers from one seed, by name.
 *
 * @param value the seed so far
 */
record Seed(long value) {

    Seed with(long part) {
        return new Seed(new SplittableRandom(value ^ Long.rotateLeft(part, 32)).nextLong() + part);
    }

    Seed with(String part) {
        return with(part.hashCode());
    }

    SplittableRandom random() {
        return new SplittableRandom(value);
    }
}
