package org.eventextractor.job.scan;

/**
 * Reads the canonical text of a UUID (RFC 9562: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12, with hyphens)
 * from ASCII bytes, without making a string.
 */
final class UuidText {

    static final int LENGTH = 36;

    private static final int HALF = 18;

    private UuidText() {}

    /** Whether these bytes are a UUID in lower case, or, if {@code anyCase}, in either case. */
    static boolean isUuid(byte[] bytes, int start, int length, boolean anyCase) {
        if (length != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            int character = bytes[start + i];
            boolean valid = isHyphen(i) ? character == '-' : isDigit(character, anyCase);
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    /** The most significant 64 bits of a text that {@link #isUuid}. */
    static long mostSignificantBits(byte[] bytes, int start) {
        return bits(bytes, start, 0, HALF);
    }

    /** The least significant 64 bits of a text that {@link #isUuid}. */
    static long leastSignificantBits(byte[] bytes, int start) {
        return bits(bytes, start, HALF, LENGTH);
    }

    private static long bits(byte[] bytes, int start, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            if (!isHyphen(i)) {
                bits = (bits << 4) | Character.digit(bytes[start + i], 16);
            }
        }
        return bits;
    }

    private static boolean isHyphen(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static boolean isDigit(int character, boolean anyCase) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'f')
                || (anyCase && character >= 'A' && character <= 'F');
    }
}
