package org.eventextractor.core.storage;

import java.util.Comparator;

/**
 * Ascending order of UTF-8 bytes, the order of every listing: that of code points. It differs from the order of Java
 * strings in that the surrogates, which stand for characters outside the basic plane, come after all others.
 */
enum Utf8Order implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return compare(a, b);
            }
        }
        return left.length() - right.length();
    }

    private static int compare(char left, char right) {
        boolean beyond = Character.isSurrogate(left);
        return beyond == Character.isSurrogate(right) ? left - right : beyond ? 1 : -1;
    }
}
