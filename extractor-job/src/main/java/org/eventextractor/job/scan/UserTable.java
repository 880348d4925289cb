package org.eventextractor.job.scan;

import java.util.List;
import java.util.UUID;

/**
 * A set of UUIDs, as pairs of longs in one array: open addressing with linear probing, at most half full. Immutable and
 * safe for use by many threads.
 */
final class UserTable {

    /** From the golden ratio: spreads keys that differ in few bits (Fibonacci hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Most significant bits at even, least significant bits at odd places; an empty slot is all zero. */
    private final long[] slots;

    private final int shift;
    /** The nil UUID looks like an empty slot, so it is kept apart. */
    private boolean holdsNil;

    UserTable(List<UUID> users) {
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, users.size() * 2L - 1));
        shift = 64 - bits;
        slots = new long[2 << bits];
        users.forEach(user -> add(user.getMostSignificantBits(), user.getLeastSignificantBits()));
    }

    boolean contains(long most, long least) {
        if ((most | least) == 0) {
            return holdsNil;
        }
        int slot = find(most, least);
        return (slots[slot] | slots[slot + 1]) != 0;
    }

    private void add(long most, long least) {
        if ((most | least) == 0) {
            holdsNil = true;
            return;
        }
        int slot = find(most, least);
        slots[slot] = most;
        slots[slot + 1] = least;
    }

    /** The slot that holds the pair, or the empty one where it would go. */
    private int find(long most, long least) {
        int slot = 2 * (int) (((most ^ Long.rotateLeft(least, 32)) * SPREAD) >>> shift);
        while ((slots[slot] | slots[slot + 1]) != 0 && (slots[slot] != most || slots[slot + 1] != least)) {
            slot = (slot + 2) & (slots.length - 1);
        }
        return slot;
    }
}
