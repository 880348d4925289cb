package org.eventextractor.core.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8OrderTest {

    private static final long SEED = 20_240_229;
    private static final int PAIRS = 20_000;

    /** Of one, two and three bytes, on both sides of the surrogates, and of four. */
    private static final String[] CHARACTERS = {
        "/", "a", "b", "é", "ł", "漢", "\uE000", "\uFFFD", "😀", "😁", "𐀀", "\uDBFF\uDFFD"
    };

    @Test
    void ordersStringsAsTheirBytes() {
        Random random = new Random(SEED);
        for (int i = 0; i < PAIRS; i++) {
            String left = text(random);
            String right = text(random);
            assertThat(Integer.signum(Utf8Order.INSTANCE.compare(left, right)))
                    .as("\"%s\" and \"%s\", seed %d", left, right, SEED)
                    .isEqualTo(Integer.signum(Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8))));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(4); length > 0; length--) {
            text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
        }
        return text.toString();
    }
}
