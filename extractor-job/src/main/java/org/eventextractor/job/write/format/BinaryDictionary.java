package org.eventextractor.job.write.format;

import java.util.Arrays;

/** A {@link Dictionary} of byte arrays. */
final class BinaryDictionary extends Dictionary {

    private static final int FIRST_CAPACITY = 32;

    private final BinaryLayout layout;
    /** Of each value where it begins in {@link #plain}, in the upper half, and its length in the lower. */
    private long[] extents = new long[FIRST_CAPACITY];
    /** The last page that each value was found new on. */
    private int[] pages = new int[FIRST_CAPACITY];

    private int page;

    BinaryDictionary(BinaryLayout layout) {
        this.layout = layout;
    }

    /** The index of a value, which is added if it is new. */
    int indexOf(byte[] bytes, int start, int length) {
        int hash = ByteStrings.hash(bytes, start, length);
        int slot = firstSlot(hash);
        while (isTaken(slot)) {
            if (hashAt(slot) == hash && isEqual(indexAt(slot), bytes, start, length)) {
                return indexAt(slot);
            }
            slot = nextSlot(slot);
        }
        return add(bytes, start, length, hash, slot);
    }

    /** Whether this value has not been asked for since the {@linkplain #startPage page was begun}. */
    boolean isNewOnPage(int index) {
        boolean isNew = pages[index] != page;
        pages[index] = page;
        return isNew;
    }

    void startPage() {
        page++;
    }

    @Override
    long memoryBytes() {
        return super.memoryBytes() + (long) extents.length * Long.BYTES + (long) pages.length * Integer.BYTES;
    }

    @Override
    void endLookUp() {
        super.endLookUp();
        extents = new long[FIRST_CAPACITY];
        pages = new int[FIRST_CAPACITY];
    }

    @Override
    void putPlain(int index, EncodedBytes target) {
        layout.putPlain(plain().array(), start(index), length(index), target);
    }

    private boolean isEqual(int index, byte[] bytes, int start, int length) {
        return length(index) == length && ByteStrings.areEqual(plain().array(), start(index), bytes, start, length);
    }

    private int start(int index) {
        return (int) (extents[index] >>> Integer.SIZE);
    }

    private int length(int index) {
        return (int) extents[index];
    }

    private int add(byte[] bytes, int start, int length, int hash, int slot) {
        int index = add(hash, slot);
        if (index == extents.length) {
            extents = Arrays.copyOf(extents, index * 2);
            pages = Arrays.copyOf(pages, index * 2);
        }
        layout.putPlain(bytes, start, length, plain());
        extents[index] = ((long) (plain().size() - length) << Integer.SIZE) | length;
        pages[index] = page - 1;
        return index;
    }
}
