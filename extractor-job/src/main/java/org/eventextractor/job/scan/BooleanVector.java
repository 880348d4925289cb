package org.eventextractor.job.scan;

import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.PlainValue;

/** Values of {@link PrimitiveTypeName#BOOLEAN}. */
public final class BooleanVector extends LeafVector {
    private boolean[] values;

    BooleanVector(ColumnDescriptor column, int capacity) {
        super(column, capacity);
        values = new boolean[capacity];
    }

    public boolean value(int entry) {
        return values[entry];
    }

    @Override
    void resize(int newCapacity) {
        values = Arrays.copyOf(values, newCapacity);
    }

    @Override
    void store(int entry, PlainValue value) {
        values[entry] = value.booleanValue();
    }

    @Override
    void storeAll(int entry, LeafVector source, int from, int count) {
        System.arraycopy(((BooleanVector) source).values, from, values, entry, count);
    }
}
