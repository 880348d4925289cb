package org.eventextractor.job.write.format;

import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** How a byte array stands among others. */
enum BinaryLayout {
    /** Its length goes before it. */
    WITH_LENGTH,
    /** All are of the length that the type tells. */
    FIXED;

    static BinaryLayout of(PrimitiveTypeName type) {
        return type == PrimitiveTypeName.BINARY ? WITH_LENGTH : FIXED;
    }

    /** What a value takes besides its own bytes. */
    int overhead() {
        return this == WITH_LENGTH ? Integer.BYTES : 0;
    }

    void putPlain(byte[] bytes, int start, int length, EncodedBytes target) {
        if (this == WITH_LENGTH) {
            target.putInt(length);
        }
        target.putBytes(bytes, start, length);
    }
}
