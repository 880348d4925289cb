package org.eventextractor.job.write.format;

import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType;
import org.eventextractor.job.scan.BooleanVector;
import org.eventextractor.job.scan.LeafVector;

/** Booleans, eight in a byte. */
final class BooleanEncoder extends ValueEncoder {

    private final EncodedBytes whole = new EncodedBytes();
    private int bits;
    private int bitCount;

    BooleanEncoder(PrimitiveType type) {
        super(type);
    }

    @Override
    long plainBytes(LeafVector source, int fromEntry, int toEntry) {
        return (toEntry - fromEntry) / Byte.SIZE + 1L;
    }

    @Override
    void append(LeafVector source, int fromEntry, int toEntry) {
        BooleanVector booleans = (BooleanVector) source;
        Statistics<?> bounds = statistics().bounds();
        for (int entry = fromEntry; entry < toEntry; entry++) {
            if (booleans.isPresent(entry)) {
                append(booleans.value(entry), bounds);
            }
        }
    }

    @Override
    long pageBytes() {
        return whole.size();
    }

    @Override
    Encoding encode(EncodedBytes page) {
        if (bitCount > 0) {
            endByte();
        }
        page.putAll(whole);
        whole.clear();
        return Encoding.PLAIN;
    }

    private void append(boolean value, Statistics<?> bounds) {
        bounds.updateStats(value);
        bits |= (value ? 1 : 0) << bitCount;
        if (++bitCount == Byte.SIZE) {
            endByte();
        }
    }

    private void endByte() {
        whole.putByte(bits);
        bits = 0;
        bitCount = 0;
    }
}
