package org.eventextractor.job.scan;

import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.eventextractor.job.scan.format.DamagedFileException;
import org.eventextractor.job.scan.format.EntryVisitor;
import org.eventextractor.job.scan.format.LeafEntries;
import org.eventextractor.job.scan.format.PlainValue;
import org.eventextractor.job.scan.format.ValueFilter;
import org.eventextractor.job.scan.format.ValueVisitor;
import org.jspecify.annotations.Nullable;

/** The entries of a column chunk, as parquet-java decodes them: every encoding there is. */
final class ColumnReaderEntries implements LeafEntries {

    private final ColumnDescriptor column;
    private final ColumnReader reader;
    private final int maxDefinitionLevel;
    private final boolean repeated;

    private long remaining;
    private int nextRow;
    /** Whether the reader is at the next entry already. */
    private boolean ahead = true;

    private boolean valueRead;
    private final ReadValue value = new ReadValue();

    ColumnReaderEntries(ColumnDescriptor column, PageReader pages, @Nullable ParsedVersion writerVersion) {
        this.column = column;
        remaining = pages.getTotalValueCount();
        maxDefinitionLevel = column.getMaxDefinitionLevel();
        repeated = column.getMaxRepetitionLevel() > 0;
        reader = new ColumnReaderImpl(column, new BoundedPages(column, pages), new NoConverter(), writerVersion);
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
    public PlainValue nextValue() {
        return value();
    }

    @Override
    public void forEachOf(ValueFilter filter, int count, EntryVisitor visitor) {
        forEachValue(count, (array, start, length) -> {
            if (filter.accepts(array, start, length)) {
                visitor.visit(nextRow - 1, this);
            }
        });
    }

    @Override
    public void forEachValue(int count, ValueVisitor visitor) {
        forEach(count, (row, entry) -> {
            if (isPresent()) {
                visitor.visit(value().bytes(), value().start(), value().length());
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
    public PlainValue value() {
        if (!valueRead) {
            valueRead = true;
            value.set(readValue());
        }
        return value;
    }

    private byte[] readValue() {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> BytesUtils.intToBytes(reader.getInteger());
            case INT64 -> BytesUtils.longToBytes(reader.getLong());
            case FLOAT -> BytesUtils.intToBytes(Float.floatToRawIntBits(reader.getFloat()));
            case DOUBLE -> BytesUtils.longToBytes(Double.doubleToRawLongBits(reader.getDouble()));
            case BOOLEAN -> BytesUtils.booleanToBytes(reader.getBoolean());
            case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> reader.getBinary().getBytesUnsafe();
        };
    }

    /** What the column reader has read. */
    private static final class ReadValue extends PlainValue {

        private ReadValue() {
            super(new byte[0]);
        }

        private void set(byte[] value) {
            array = value;
            length = value.length;
        }
    }

    /** The column reader wants one, and never calls it as long as nobody asks it to convert. */
    private static final class NoConverter extends PrimitiveConverter {}
}
