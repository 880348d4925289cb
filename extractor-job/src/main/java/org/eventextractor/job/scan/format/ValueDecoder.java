package org.eventextractor.job.scan.format;

/**
 * Goes forward through the values of a page, and is the one it has come to: before the first to begin with. Not safe for
 * use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/encodings/">Encodings</a>
 */
abstract sealed class ValueDecoder extends PlainValue {

    private ValueDecoder(byte[] array) {
        super(array);
    }

    /**
     * Goes to the next value; to the first one at the beginning.
     *
     * @throws DamagedFileException if there is none
     */
    abstract void next();

    /** Passes over values. */
    abstract void skip(int count);

    /**
     * Goes to the next value that a filter accepts, if it is among so many; passes over them if not.
     *
     * @return how many values were passed before it; {@code count} if there is none
     */
    int nextOf(ValueFilter filter, int count) {
        for (int passed = 0; passed < count; passed++) {
            next();
            if (filter.accepts(array, start, length)) {
                return passed;
            }
        }
        return count;
    }

    /**
     * Shows the next values.
     *
     * @throws DamagedFileException if there are fewer
     */
    void forNext(int count, ValueVisitor visitor) {
        for (int i = 0; i < count; i++) {
            next();
            visitor.visit(array, start, length);
        }
    }

    /** Of no values. */
    static ValueDecoder none() {
        return new Fixed(new ByteSlice(new byte[0], 0, 0), 1);
    }

    /** The decoder of a page's values in an encoding other than that of a dictionary. */
    static ValueDecoder plain(Leaf leaf, ByteSlice values) {
        return switch (leaf.type()) {
            case BOOLEAN -> new Bits(values);
            case BINARY -> new Prefixed(values);
            case INT32, INT64, INT96, FLOAT, DOUBLE, FIXED_LEN_BYTE_ARRAY -> new Fixed(values, leaf.valueBytes());
        };
    }

    static ValueDecoder ofDictionary(Dictionary dictionary, ByteSlice indexes) {
        return new Indexed(dictionary, indexes);
    }

    /** Truth values in runs, as data pages V2 have them: after their length in bytes. */
    static ValueDecoder ofRuns(ByteSlice values) {
        return new BitRuns(new RunDecoder(values.prefixed(), 1));
    }

    private static DamagedFileException tooFew() {
        return new DamagedFileException("a page holds fewer values than it claims");
    }

    /** All of the same length. */
    private static final class Fixed extends ValueDecoder {
        private final int end;
        private int nextStart;

        private Fixed(ByteSlice values, int valueBytes) {
            super(values.array());
            length = valueBytes;
            nextStart = values.start();
            end = values.end();
        }

        @Override
        void next() {
            if (length > end - nextStart) {
                throw tooFew();
            }
            start = nextStart;
            nextStart += length;
        }

        @Override
        void skip(int count) {
            if ((long) length * count > end - nextStart) {
                throw tooFew();
            }
            nextStart += length * count;
        }

        @Override
        int nextOf(ValueFilter filter, int count) {
            if ((long) length * count > end - nextStart) {
                throw tooFew();
            }
            byte[] values = array;
            int valueBytes = length;
            int at = nextStart;
            int passed = 0;
            while (passed < count && !filter.accepts(values, at, valueBytes)) {
                at += valueBytes;
                passed++;
            }
            start = at;
            nextStart = passed < count ? at + valueBytes : at;
            return passed;
        }

        @Override
        void forNext(int count, ValueVisitor visitor) {
            int first = nextStart;
            skip(count);
            visitor.visitAll(array, first, length, count);
        }
    }

    /** Each after its length. */
    private static final class Prefixed extends ValueDecoder {
        private final int end;
        private int nextStart;

        private Prefixed(ByteSlice values) {
            super(values.array());
            nextStart = values.start();
            end = values.end();
        }

        @Override
        void next() {
            if (Integer.BYTES > end - nextStart) {
                throw tooFew();
            }
            length = LittleEndian.intAt(array, nextStart);
            start = nextStart + Integer.BYTES;
            if (length < 0 || length > end - start) {
                throw tooFew();
            }
            nextStart = start + length;
        }

        @Override
        void skip(int count) {
            for (int i = 0; i < count; i++) {
                next();
            }
        }
    }

    /** Where a dictionary has them. */
    private static final class Indexed extends ValueDecoder {
        private final Dictionary dictionary;
        private final RunDecoder indexes;

        private Indexed(Dictionary dictionary, ByteSlice indexes) {
            super(dictionary.array());
            this.dictionary = dictionary;
            // a page of nothing but nulls may lack even the width
            this.indexes = indexes.length() == 0
                    ? new RunDecoder(indexes, 0)
                    : new RunDecoder(indexes.tail(1), indexes.array()[indexes.start()]);
        }

        @Override
        void next() {
            int index = indexes.next();
            dictionary.require(index);
            dictionaryIndex = index;
            start = dictionary.start(index);
            length = dictionary.length(index);
        }

        @Override
        void skip(int count) {
            indexes.skip(count);
        }
    }

    /** Truth values become bytes of 0 or 1. */
    private abstract static sealed class Truths extends ValueDecoder {
        private Truths() {
            super(new byte[1]);
            length = 1;
        }
    }

    /** One bit each, the lowest first. */
    private static final class Bits extends Truths {
        private final ByteSlice values;
        private int nextBit;

        private Bits(ByteSlice values) {
            this.values = values;
        }

        @Override
        void next() {
            int at = nextBit >>> 3;
            if (at >= values.length()) {
                throw tooFew();
            }
            array[0] = (byte) (values.array()[values.start() + at] >> (nextBit & 7) & 1);
            nextBit++;
        }

        @Override
        void skip(int count) {
            if (count > values.length() * 8L - nextBit) {
                throw tooFew();
            }
            nextBit += count;
        }
    }

    private static final class BitRuns extends Truths {
        private final RunDecoder bits;

        private BitRuns(RunDecoder bits) {
            this.bits = bits;
        }

        @Override
        void next() {
            array[0] = (byte) bits.next();
        }

        @Override
        void skip(int count) {
            bits.skip(count);
        }
    }
}
