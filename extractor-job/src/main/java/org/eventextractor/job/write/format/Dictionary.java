package org.eventextractor.job.write.format;

/**
 * The distinct values of a column chunk, in the order they came. A hash table with open addressing: values are not
 * objects, and how many there are is bounded by who adds them. Not safe for use by many threads.
 */
abstract class Dictionary {

    private static final int FIRST_SLOTS = 64;

    /** The bytes of a dictionary page. */
    private final EncodedBytes plain = new EncodedBytes();
    /** Of each value its hash in the upper half, and its index plus one in the lower; 0 where there is none. */
    private long[] slots = new long[FIRST_SLOTS];

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

    /** What it takes in memory, which is up to ten times its bytes. */
    long memoryBytes() {
        return plain.memoryBytes() + (long) slots.length * Long.BYTES;
    }

    /**
     * Lets go of what values are looked up by, for no more of them are: the dictionary's bytes stay until it is
     * {@linkplain #clear cleared}.
     */
    void endLookUp() {
        slots = new long[FIRST_SLOTS];
    }

    /** Begins anew, without the memory that it took. */
    final void clear() {
        if (size > 0) {
            endLookUp();
            plain.release();
            size = 0;
        }
    }

    /** Where to look first. */
    final int firstSlot(int hash) {
        return hash & (slots.length - 1);
    }

    final int nextSlot(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    final boolean isTaken(int slot) {
        return slots[slot] != 0;
    }

    final int hashAt(int slot) {
        return (int) (slots[slot] >>> Integer.SIZE);
    }

    final int indexAt(int slot) {
        return (int) slots[slot] - 1;
    }

    /** Gives the value that is about to be put a free slot and the next index. */
    final int add(int hash, int slot) {
        slots[slot] = ((long) hash << Integer.SIZE) | ++size;
        if (size > slots.length / 2) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long entry : old) {
            if (entry != 0) {
                int slot = firstSlot((int) (entry >>> Integer.SIZE));
                while (isTaken(slot)) {
                    slot = nextSlot(slot);
                }
                slots[slot] = entry;
            }
        }
    }
}
