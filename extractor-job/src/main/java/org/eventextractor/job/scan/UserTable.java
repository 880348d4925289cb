package org.eventextractor.job.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.eventextractor.job.scan.format.LittleEndian;

/**
 * A set of UUIDs, as pairs of longs in one array: open addressing with linear probing, at most half full. Safe for use
 * by many threads once nothing is added any more.
 *
 * <p>The longs are words: the UUID's 16 bytes as files store them, eight at a time, the lowest first. Under the JVM's
 * first compiler turning each around takes longer than looking it up.
 */
public final class UserTable {

    private static final int UUID_BYTES = 2 * Long.BYTES;

    /** The order of their text: its digits are those of both halves, which {@link UUID#compareTo} takes as signed. */
    private static final Comparator<UUID> BY_TEXT = (a, b) -> {
        int most = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return most != 0 ? most : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
    };

    /** From the golden ratio: spreads keys that differ in few bits (Fibonacci hashing). */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int FIRST_BITS = 3;

    /** There are eight marks to a slot, so most of what is not there is known by one look at a small array. */
    private static final int MARK_BITS = 3;

    /** First words at even, second words at odd places; an empty slot is all zero. */
    private long[] slots;

    /** A bit for each hash that a member has. */
    private long[] marks;

    private int shift;
    /** Without the nil UUID. */
    private int size;
    /** The nil UUID looks like an empty slot, so it is kept apart. */
    private boolean holdsNil;

    private UserTable(int bits) {
        shift = Long.SIZE - bits;
        slots = new long[2 << bits];
        marks = new long[Math.max(1, (1 << (bits + MARK_BITS)) / Long.SIZE)];
    }

    /** A table of none. */
    public static UserTable empty() {
        return new UserTable(FIRST_BITS);
    }

    /** A table of these. */
    public static UserTable of(List<UUID> users) {
        UserTable table = new UserTable(Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, users.size() * 2L - 1)));
        users.forEach(user -> table.add(user.getMostSignificantBits(), user.getLeastSignificantBits()));
        return table;
    }

    boolean contains(long most, long least) {
        return containsWords(Long.reverseBytes(most), Long.reverseBytes(least));
    }

    /** Whether the UUID of these words is there. */
    boolean containsWords(long first, long second) {
        return isMarked(hash(first, second) >>> (shift - MARK_BITS)) && isThere(first, second);
    }

    private boolean isMarked(long mark) {
        return (marks[(int) (mark >>> 6)] >>> mark & 1) != 0;
    }

    private boolean isThere(long first, long second) {
        if ((first | second) == 0) {
            return holdsNil;
        }
        int slot = find(first, second);
        return (slots[slot] | slots[slot + 1]) != 0;
    }

    /** Adds a UUID, if it is not there yet. */
    void add(long most, long least) {
        addWords(Long.reverseBytes(most), Long.reverseBytes(least));
    }

    /**
     * Adds UUIDs that lie one after the other, as their bytes, if they are not there yet.
     *
     * @param start the first one's first byte's index
     */
    void addAll(byte[] array, int start, int count) {
        int at = start;
        for (int i = 0; i < count; i++) {
            long first = LittleEndian.longAt(array, at);
            long second = LittleEndian.longAt(array, at + Long.BYTES);
            int slot = 2 * (int) (hash(first, second) >>> shift);
            // most are there already, at the first place looked at
            if (slots[slot] != first || slots[slot + 1] != second || (first | second) == 0) {
                addWords(first, second);
            }
            at += UUID_BYTES;
        }
    }

    private void addWords(long first, long second) {
        if ((first | second) == 0) {
            addNil();
            return;
        }
        int slot = find(first, second);
        if ((slots[slot] | slots[slot + 1]) != 0) {
            return;
        }
        mark(first, second);
        slots[slot] = first;
        slots[slot + 1] = second;
        size++;
        if (size * 4 > slots.length) {
            grow();
        }
    }

    /** Adds all UUIDs of another table. */
    public void addAll(UserTable others) {
        // in a smaller table all of the other's first ones would begin at the same places
        while (slots.length < others.slots.length) {
            grow();
        }
        for (int slot = 0; slot < others.slots.length; slot += 2) {
            if ((others.slots[slot] | others.slots[slot + 1]) != 0) {
                addWords(others.slots[slot], others.slots[slot + 1]);
            }
        }
        if (others.holdsNil) {
            addNil();
        }
    }

    /** What the table takes in memory, about. */
    long memoryBytes() {
        return (long) (slots.length + marks.length) * Long.BYTES;
    }

    /** All of them, in the order of their text. */
    public List<UUID> sorted() {
        List<UUID> users = new ArrayList<>(size + 1);
        if (holdsNil) {
            users.add(new UUID(0, 0));
        }
        for (int slot = 0; slot < slots.length; slot += 2) {
            if ((slots[slot] | slots[slot + 1]) != 0) {
                users.add(new UUID(Long.reverseBytes(slots[slot]), Long.reverseBytes(slots[slot + 1])));
            }
        }
        users.sort(BY_TEXT);
        return users;
    }

    @Override
    public String toString() {
        return (size + (holdsNil ? 1 : 0)) + " users";
    }

    private void addNil() {
        holdsNil = true;
        mark(0, 0);
    }

    private void grow() {
        long[] all = slots;
        slots = new long[Math.multiplyExact(all.length, 2)];
        marks = new long[marks.length * 2];
        shift--;
        if (holdsNil) {
            addNil();
        }
        for (int slot = 0; slot < all.length; slot += 2) {
            if ((all[slot] | all[slot + 1]) != 0) {
                mark(all[slot], all[slot + 1]);
                int place = find(all[slot], all[slot + 1]);
                slots[place] = all[slot];
                slots[place + 1] = all[slot + 1];
            }
        }
    }

    private void mark(long first, long second) {
        long mark = hash(first, second) >>> (shift - MARK_BITS);
        marks[(int) (mark >>> 6)] |= 1L << mark;
    }

    private static long hash(long first, long second) {
        return (first ^ Long.rotateLeft(second, 32)) * SPREAD;
    }

    /** The slot that holds the pair, or the empty one where it would go. */
    private int find(long first, long second) {
        int slot = 2 * (int) (hash(first, second) >>> shift);
        while ((slots[slot] | slots[slot + 1]) != 0 && (slots[slot] != first || slots[slot + 1] != second)) {
            slot = (slot + 2) & (slots.length - 1);
        }
        return slot;
    }
}
