package org.eventextractor.job.write.format;

import java.util.Arrays;

/** A {@link Dictionary} of numbers. */
final class NumberDictionary extends Dictionary {

    private static final int FIRST_CAPACITY = 32;

    private final NumberType type;
    private long[] values = new long[FIRST_CAPACITY];

    NumberDictionary(NumberType type) {
        this.type = type;
    }

    /** @param bits of a number; it is added if it is new */
    int indexOf(long bits) {
        int hash = ByteStrings.hash(bits);
        int slot = firstSlot(hash);
        while (isTaken(slot)) {
            if (hashAt(slot) == hash && values[indexAt(slot)] == bits) {
                return indexAt(slot);
            }
            slot = nextSlot(slot);
        }
        return add(bits, hash, slot);
    }

    @Override
    long memoryBytes() {
        return super.memoryBytes() + (long) values.length * Long.BYTES;
    }

    @Override
    void endLookUp() {
        super.endLookUp();
        values = new long[FIRST_CAPACITY];
    }

    @Override
    void putPlain(int index, EncodedBytes target) {
        type.putPlain(values[index], target);
    }

    private int add(long bits, int hash, int slot) {
        int index = add(hash, slot);
        if (index == values.length) {
            values = Arrays.copyOf(values, index * 2);
        }
        values[index] = bits;
        putPlain(index, plain());
        return index;
    }
}
