package org.eventextractor.job.write.format;

import java.util.Arrays;

/** Numbers that grow at their end, and are used again once they are cleared. Not safe for use by many threads. */
final class NumberList {

    private static final int FIRST_CAPACITY = 256;

    private int[] numbers = new int[FIRST_CAPACITY];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return numbers[index];
    }

    void clear() {
        size = 0;
    }

    void add(int number) {
        if (size == numbers.length) {
            grow(1);
        }
        numbers[size++] = number;
    }

    void add(int number, int times) {
        if (times > numbers.length - size) {
            grow(times);
        }
        Arrays.fill(numbers, size, size + times, number);
        size += times;
    }

    /** The first index after this one, but before {@code limit}, at which another number is; else {@code limit}. */
    int endOfRun(int index, int limit) {
        int number = numbers[index];
        int end = index + 1;
        while (end < limit && numbers[end] == number) {
            end++;
        }
        return end;
    }

    private void grow(int more) {
        numbers = Arrays.copyOf(numbers, Math.max(Math.addExact(size, more), size * 2));
    }
}
