package org.eventextractor.job.scan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.EntryVisitor;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.ValueFilter;
import org.eventextractor.job.scan.format.ValueVisitor;
import org.jspecify.annotations.Nullable;

/** The entries of a column chunk, as parquet-java decodes them: every encoding there is. */
final class ColumnReaderEntries implements LeafEntries {

    private final ColumnDescriptor column;
    private final ColumnReader reader;
    private final int maxDefinitionLevel;
    private final boolean repeated;
    /** Whether values are 64-bit integers. */
    private final boolean integers;

    private long remaining;
    private int nextRow;
    /** Whether the reader is at the next entry already. */
    private boolean ahead = true;

    private boolean valueRead;
    private byte[] binary = {};

    ColumnReaderEntries(ColumnDescriptor column, PageReader pages, @Nullable ParsedVersion writerVersion) {
        this.column = column;
        remaining = pages.getTotalValueCount();
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        repeated = column.getMaxRepetitionLevel() > 0;
        integers = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
        reader = new ColumnReaderImpl(column, new BoundedPages(pages), new NoConverter(), writerVersion);
    }

    @Override
    public void seek(int row) {
        while (nextRow < row) {
            next();
            while (repeated && rowGoesOn()) {
                next();
            }
        }
    }

    @Override
    public void next() {
        if (remaining == 0) {
            throw new DamagedFileException(
                    "column " + String.join(".", column.getPath()) + " ends before the row group's last row");
        }
        goAhead();
        ahead = false;
        remaining--;
        nextRow += repeated ? 0 : 1;
    }

    @Override
    public void forEach(int count, EntryVisitor visitor) {
        for (int i = 0; i < count; i++) {
            next();
            visitor.visit(nextRow - 1, this);
        }
    }

    @Override
    public int readLevels(byte[] levels, int most) {
        next();
        levels[0] = (byte) definitionLevel();
        return 1;
    }

    /** There is one at most, and the reader is at it. */
    @Override
    public void nextValue() {}

    @Override
    public void forEachOf(ValueFilter filter, int count, EntryVisitor visitor) {
        forEach(count, (row, entry) -> {
            if (isPresent() && filter.accepts(bytes(), start(), length())) {
                visitor.visit(row, entry);
            }
        });
    }

    @Override
    public void forEachValue(int count, ValueVisitor visitor) {
        forEach(count, (row, entry) -> {
            if (isPresent()) {
                visitor.visit(bytes(), start(), length());
            }
        });
    }

    @Override
    public boolean rowGoesOn() {
        if (remaining > 0) {
            goAhead();
        }
        boolean goesOn = remaining > 0 && reader.getCurrentRepetitionLevel() > 0;
        nextRow += goesOn ? 0 : 1;
        return goesOn;
    }

    private void goAhead() {
        if (ahead) {
            return;
        }
        if (!valueRead && reader.getCurrentDefinitionLevel() == maxDefinitionLevel) {
            reader.skip();
        }
        reader.consume();
        valueRead = false;
        ahead = true;
    }

    @Override
    public int repetitionLevel() {
        return reader.getCurrentRepetitionLevel();
    }

    @Override
    public int definitionLevel() {
        return reader.getCurrentDefinitionLevel();
    }

    @Override
    public boolean isPresent() {
        return definitionLevel() == maxDefinitionLevel;
    }

    /** parquet-java looks values up itself. */
    @Override
    public int dictionarySize() {
        return 0;
    }

    @Override
    public int dictionaryIndex() {
        return -1;
    }

    @Override
    public int intValue() {
        valueRead = true;
        return reader.getInteger();
    }

    @Override
    public long longValue() {
        valueRead = true;
        return reader.getLong();
    }

    @Override
    public float floatValue() {
        valueRead = true;
        return reader.getFloat();
    }

    @Override
    public double doubleValue() {
        valueRead = true;
        return reader.getDouble();
    }

    @Override
    public boolean booleanValue() {
        valueRead = true;
        return reader.getBoolean();
    }

    @Override
    public byte[] bytes() {
        if (!valueRead) {
            valueRead = true;
            binary = integers ? plain(reader.getLong()) : reader.getBinary().getBytesUnsafe();
        }
        return binary;
    }

    @Override
    public int start() {
        return 0;
    }

    @Override
    public int length() {
        return bytes().length;
    }

    /** As the PLAIN encoding has it. */
    private static byte[] plain(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    /** The column reader wants one, and never calls it as long as nobody asks it to convert. */
    private static final class NoConverter extends PrimitiveConverter {}
}
