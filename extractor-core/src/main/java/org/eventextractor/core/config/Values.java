package org.eventextractor.core.config;

import java.util.function.Function;

/** Parsers of configured values; each refuses with an {@link IllegalArgumentException} that says what is wanted. */
public final class Values {

    private Values() {}

    /** {@code true} or {@code false}, to the letter. */
    public static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("it must be true or false");
        }
        return text.equals("true");
    }

    /** A whole number from 1 to {@code most}, both included. */
    public static Function<String, Integer> countUpTo(int most) {
        return text -> {
            int count;
            try {
                count = Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("it must be a whole number", e);
            }
            if (count < 1 || count > most) {
                throw new IllegalArgumentException("it must lie in 1 to " + most);
            }
            return count;
        };
    }

    /** A whole number of 1 or more. */
    public static int count(String text) {
        return countUpTo(Integer.MAX_VALUE).apply(text);
    }
}
