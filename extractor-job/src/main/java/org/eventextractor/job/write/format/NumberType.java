package org.eventextractor.job.write.format;

import org.apache.parquet.column.statistics.Statistics;
import org.eventextractor.job.scan.IntVector;
import org.eventextractor.job.scan.LeafVector;
import org.eventextractor.job.scan.LongVector;

/**
 * The physical types of numbers. A number is handled as the bits it is stored as, so that no NaN and no zero changes.
 */
enum NumberType {
    INT32(Integer.BYTES) {
        @Override
        void collect(long bits, Statistics<?> statistics) {
            statistics.updateStats((int) bits);
        }
    },

    INT64(Long.BYTES) {
        @Override
        void collect(long bits, Statistics<?> statistics) {
            statistics.updateStats(bits);
        }
    },

    FLOAT(Float.BYTES) {
        @Override
        void collect(long bits, Statistics<?> statistics) {
            statistics.updateStats(Float.intBitsToFloat((int) bits));
        }
    },

    DOUBLE(Double.BYTES) {
        @Override
        void collect(long bits, Statistics<?> statistics) {
            statistics.updateStats(Double.longBitsToDouble(bits));
        }
    };

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** What each number takes, in bytes. */
    int bytes() {
        return bytes;
    }

    /** The bits of an entry's number, which is there; those of 32 with their sign extended. */
    long bits(LeafVector source, int entry) {
        return bytes == Integer.BYTES ? ((IntVector) source).value(entry) : ((LongVector) source).value(entry);
    }

    abstract void collect(long bits, Statistics<?> statistics);

    void putPlain(long bits, EncodedBytes target) {
        if (bytes == Integer.BYTES) {
            target.putInt((int) bits);
        } else {
            target.putLong(bits);
        }
    }
}
