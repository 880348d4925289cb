package org.eventextractor.job.write.format;

import java.util.Arrays;

/** A {@link Dictionary} of byte arrays. */
final class BinaryDictionary extends Dictionary {

    private static final int FIRST_CAPACITY = 32;

    private final BinaryLayout layout;
    private int[] starts = new int[FIRST_CAPACITY];
    private int[] lengths = new int[FIRST_CAPACITY];
    /** The last page that a value was found new on. */
    private int[] pages = new int[FIRST_CAPACITY];

    private int page;

    BinaryDictionary(BinaryLayout layout) {
        this.layout = layout;
    }

    /** The index of a value, which is added if it is new. */
    int indexOf(byte[] bytes, int start, int length) {
        int hash = ByteStrings.hash(bytes, start, length);
        int slot = firstSlot(hash);
        for (int index = indexAt(slot); index >= 0; index = indexAt(slot)) {
            if (hashOf(index) == hash && isEqual(index, bytes, start, length)) {
                return index;
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
    void putPlain(int index, EncodedBytes target) {
        layout.putPlain(plain().array(), starts[index], lengths[index], target);
    }

    private boolean isEqual(int index, byte[] bytes, int start, int length) {
        int from = starts[index];
        return lengths[index] == length
                && Arrays.equals(plain().array(), from, from + length, bytes, start, start + length);
    }

    private int add(byte[] bytes, int start, int length, int hash, int slot) {
        int index = add(hash, slot);
        if (index == starts.length) {
            starts = Arrays.copyOf(starts, index * 2);
            lengths = Arrays.copyOf(lengths, index * 2);
            pages = Arrays.copyOf(pages, index * 2);
        }
        layout.putPlain(bytes, start, length, plain());
        starts[index] = plain().size() - length;
        lengths[index] = length;
        pages[index] = page - 1;
        return index;
    }
}
