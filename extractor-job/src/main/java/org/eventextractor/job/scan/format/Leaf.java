package org.eventextractor.job.scan.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * A leaf column of a schema, as files of that schema refer to it. Immutable and safe for use by many threads.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/types/">Types</a>
 */
public final class Leaf {

    private static final int INT96_BYTES = 12;
    private static final int LONG_NAME = 0x7F;

    private final ColumnDescriptor column;
    private final byte[] encodedPath;
    private final int valueBytes;
    private final ChunkStyle style;

    public Leaf(ColumnDescriptor column) {
        this(column, ChunkStyle.UNKNOWN);
    }

    private Leaf(ColumnDescriptor column, ChunkStyle style) {
        this.column = column;
        this.style = style;
        encodedPath = encode(column.getPath());
        valueBytes = valueBytes(column.getPrimitiveType());
    }

    /** The same leaf in files that most often describe its chunks in this way. */
    Leaf describedAs(ChunkStyle known) {
        return new Leaf(column, known);
    }

    public ColumnDescriptor column() {
        return column;
    }

    PrimitiveTypeName type() {
        return column.getPrimitiveType().getPrimitiveTypeName();
    }

    /** The names on its path, as footers hold them: a list of strings in Thrift's compact protocol. */
    byte[] encodedPath() {
        return encodedPath;
    }

    /** How files most often describe its column chunks. */
    ChunkStyle style() {
        return style;
    }

    /** How many bytes each value takes; 0 where that is not the same for all, or less than one. */
    int valueBytes() {
        return valueBytes;
    }

    /** The number that stands for its physical type in footers. */
    int typeCode() {
        return switch (type()) {
            case BOOLEAN -> 0;
            case INT32 -> 1;
            case INT64 -> 2;
            case INT96 -> 3;
            case FLOAT -> 4;
            case DOUBLE -> 5;
            case BINARY -> 6;
            case FIXED_LEN_BYTE_ARRAY -> 7;
        };
    }

    private static int valueBytes(PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> INT96_BYTES;
            case FIXED_LEN_BYTE_ARRAY -> type.getTypeLength();
            case BINARY, BOOLEAN -> 0;
        };
    }

    private static byte[] encode(String[] path) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (path.length < 0xF) {
            out.write(path.length << 4 | CompactReader.BINARY);
        } else {
            out.write(0xF << 4 | CompactReader.BINARY);
            writeUnsigned(out, path.length);
        }
        for (String name : path) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            writeUnsigned(out, bytes.length);
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    private static void writeUnsigned(ByteArrayOutputStream out, int value) {
        int rest = value;
        for (; rest > LONG_NAME; rest >>>= 7) {
            out.write((rest & LONG_NAME) | 0x80);
        }
        out.write(rest);
    }
}
