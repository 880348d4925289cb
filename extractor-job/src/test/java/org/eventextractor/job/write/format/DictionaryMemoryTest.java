package org.eventextractor.job.write.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;

/** What dictionaries say they take in memory is held against what the JVM gave them. */
class DictionaryMemoryTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int VALUES = 200_000;
    private static final int VALUE_BYTES = 4;
    private static final int EMPTY_BYTES = 2_000;

    @Test
    void numbersTakeWhatTheySay() {
        assertTakesWhatItSays(new NumberDictionary(NumberType.INT32), DictionaryMemoryTest::fill);
    }

    @Test
    void byteArraysTakeWhatTheySay() {
        BinaryLayout layout = BinaryLayout.of(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);
        assertTakesWhatItSays(new BinaryDictionary(layout), DictionaryMemoryTest::fill);
    }

    @Test
    void whatIsNotLookedUpAnyMoreTakesItsBytesAlone() {
        NumberDictionary dictionary = new NumberDictionary(NumberType.INT32);
        fill(dictionary);

        dictionary.endLookUp();

        assertThat(dictionary.plain().size()).isEqualTo(VALUES * VALUE_BYTES);
        assertThat(dictionary.memoryBytes()).isLessThan(2L * VALUES * VALUE_BYTES + EMPTY_BYTES);
    }

    @Test
    void aClearedOneTakesAlmostNothingAndBeginsAnew() {
        NumberDictionary dictionary = new NumberDictionary(NumberType.INT32);
        fill(dictionary);

        dictionary.clear();

        assertThat(dictionary.memoryBytes()).isLessThan(EMPTY_BYTES);
        assertThat(dictionary.indexOf(VALUES)).isZero();
        assertThat(dictionary.indexOf(0)).isOne();
        assertThat(dictionary.size()).isEqualTo(2);
    }

    /** Arrays are doubled as they fill, so those let go on the way took less than those that are kept. */
    private static <D extends Dictionary> void assertTakesWhatItSays(D dictionary, Consumer<D> fill) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        fill.accept(dictionary);
        long given = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(dictionary.memoryBytes())
                .isBetween(given * 45 / 100, given + EMPTY_BYTES)
                .isGreaterThan(5L * VALUES * VALUE_BYTES);
    }

    private static void fill(NumberDictionary dictionary) {
        for (int i = 0; i < VALUES; i++) {
            dictionary.indexOf(i);
        }
    }

    private static void fill(BinaryDictionary dictionary) {
        byte[] value = new byte[VALUE_BYTES];
        for (int i = 0; i < VALUES; i++) {
            value[0] = (byte) i;
            value[1] = (byte) (i >>> 8);
            value[2] = (byte) (i >>> 16);
            dictionary.indexOf(value, 0, VALUE_BYTES);
        }
    }
}
