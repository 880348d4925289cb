package org.eventextractor.job.scan.format;

import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the statistics of a column chunk or page.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">Statistics</a>
 */
final class StatisticsReader {

    private static final int MAX = 1 << 4 | CompactReader.BINARY;
    private static final int MIN = 2 << 4 | CompactReader.BINARY;
    private static final int NULL_COUNT = 3 << 4 | CompactReader.I64;
    private static final int MAX_VALUE = 5 << 4 | CompactReader.BINARY;
    private static final int MIN_VALUE = 6 << 4 | CompactReader.BINARY;

    private static final int REPETITION_HISTOGRAM = 2 << 4 | CompactReader.LIST;
    private static final int DEFINITION_HISTOGRAM = 3 << 4 | CompactReader.LIST;

    private StatisticsReader() {}

    /**
     * Reads the statistics of an INT64 column; passes over those of others.
     *
     * @return null for those of others
     * @throws DamagedFileException if an end is not of the column's type
     */
    static @Nullable Statistics read(CompactReader in, Leaf leaf) {
        if (leaf.type() == PrimitiveTypeName.INT64) {
            return readLongs(in);
        }
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case MAX, MIN, MAX_VALUE, MIN_VALUE -> requireLength(in.skipBinary(), leaf);
                default -> in.skip(field);
            }
        }
        return null;
    }

    /**
     * Passes over the statistics of a column chunk's sizes, which nothing here needs.
     *
     * @throws DamagedFileException if they are not as the format says
     */
    static void requireSoundSizes(CompactReader in) {
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case REPETITION_HISTOGRAM, DEFINITION_HISTOGRAM -> skipLongs(in);
                default -> in.skip(field);
            }
        }
    }

    private static void skipLongs(CompactReader in) {
        for (int remaining = in.readList(CompactReader.I64); remaining > 0; remaining--) {
            in.readI64();
        }
    }

    private static Statistics readLongs(CompactReader in) {
        Statistics statistics = new Statistics();
        for (int field = in.nextField(CompactReader.STOP); field != CompactReader.STOP; field = in.nextField(field)) {
            switch (field) {
                case MAX -> statistics.setMax(longEnd(in));
                case MIN -> statistics.setMin(longEnd(in));
                case MAX_VALUE -> statistics.setMax_value(longEnd(in));
                case MIN_VALUE -> statistics.setMin_value(longEnd(in));
                case NULL_COUNT -> statistics.setNull_count(in.readI64());
                default -> in.skip(field);
            }
        }
        return statistics;
    }

    private static byte[] longEnd(CompactReader in) {
        byte[] end = in.readBinary();
        require(end.length == Long.BYTES);
        return end;
    }

    private static void requireLength(int length, Leaf leaf) {
        switch (leaf.type()) {
            case BOOLEAN -> require(length == 1);
            case INT32, FLOAT, DOUBLE, INT96, FIXED_LEN_BYTE_ARRAY -> require(length == leaf.valueBytes());
            case INT64, BINARY -> {}
        }
    }

    private static void require(boolean ofType) {
        if (!ofType) {
            throw new DamagedFileException("statistics are not of their column's type");
        }
    }
}
