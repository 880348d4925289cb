package org.eventextractor.job.write.format;

import java.util.Arrays;

/**
 * The distinct values of a column chunk, in the order they came. A hash table with open addressing: values are not objects,
 * and how many bytes they take is bounded by who adds them. Not safe for use by many threads.
 */
abstract class Dictionary {

    private static final int FIRST_SLOTS = 64;

    /** The bytes of a dictionary page. */
    private final EncodedBytes plain = new EncodedBytes();
    /** For each value the index of it, plus one; 0 where there is none. */
    private int[] slots = new int[FIRST_SLOTS];

    private int[] hashes = new int[FIRST_SLOTS / 2];
    private int size;

    final int size() {
        return size;
    }

    /** The values so far, {@link org.apache.parquet.column.Encoding#PLAIN}. */
    final EncodedBytes plain() {
        return plain;
    }

    /** Appends a value to others, as it is in a dictionary page. */
    abstract void putPlain(int index, EncodedBytes target);

    void clear() {
        Arrays.fill(slots, 0);
        plain.clear();
        size = 0;
    }

    /** Where to look first. */
    final int firstSlot(int hash) {
        return hash & (slots.length - 1);
    }

    final int nextSlot(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    /** The index of the value there; -1 if the slot is free. */
    final int indexAt(int slot) {
        return slots[slot] - 1;
    }

    final int hashOf(int index) {
        return hashes[index];
    }

    /** Gives the value that is about to be put a free slot and the next index. */
    final int add(int hash, int slot) {
        int index = size++;
        hashes[index] = hash;
        slots[slot] = size;
        if (size == hashes.length) {
            grow();
        }
        return index;
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, size * 2);
        slots = new int[slots.length * 2];
        for (int index = 0; index < size; index++) {
            int slot = firstSlot(hashes[index]);
            while (slots[slot] != 0) {
                slot = nextSlot(slot);
            }
            slots[slot] = index + 1;
        }
    }
}
