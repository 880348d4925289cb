package org.eventextractor.job.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.eventextractor.job.parquet.Events;

/** Random rows of every physical type, and of the logical types that have an order of their own. */
record AllTypes(Random random, int distinctValues) {

    static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
              required binary path (STRING);
              optional binary text (STRING);
              optional binary bytes;
              optional binary decimal_bytes (DECIMAL(20,2));
              optional fixed_len_byte_array(9) decimal_fixed (DECIMAL(20,2));
              optional fixed_len_byte_array(12) span (INTERVAL);
              optional fixed_len_byte_array(2) half (FLOAT16);
              optional int32 unsigned_int (INTEGER(32,false));
              optional int64 unsigned_long (INTEGER(64,false));
              optional int32 day (DATE);
              optional float single;
              optional double double;
              optional boolean flag;
              optional int96 old_time;
              repeated int64 many;
              repeated binary tags (STRING);
            }
            """);

    private static final float[] ODD_NUMBERS = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE
    };

    List<Group> rows(int count) {
        return IntStream.range(0, count).mapToObj(this::row).toList();
    }

    private Group row(int number) {
        Group row = Events.event(SCHEMA, Events.user(random.nextInt(100)), Events.NOON.plusMillis(number), number);
        SCHEMA.getFields().stream().skip(Events.SCHEMA.getFieldCount()).forEach(field -> fill(row, field));
        return row;
    }

    private void fill(Group row, Type field) {
        int times = switch (field.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> random.nextInt(3) > 0 ? 1 : 0;
            case REPEATED -> random.nextInt(4);
        };
        for (int i = 0; i < times; i++) {
            add(row, field.asPrimitiveType());
        }
    }

    private void add(Group row, PrimitiveType type) {
        String name = type.getName();
        Random value = new Random(random.nextInt(distinctValues));
        switch (type.getPrimitiveTypeName()) {
            case INT32 -> row.add(name, value.nextInt());
            case INT64 -> row.add(name, value.nextLong());
            case FLOAT -> row.add(name, floatingPoint(value));
            case DOUBLE -> row.add(name, (double) floatingPoint(value));
            case BOOLEAN -> row.add(name, value.nextBoolean());
            case INT96 -> row.add(name, bytes(value, 12));
            case FIXED_LEN_BYTE_ARRAY -> row.add(name, bytes(value, type.getTypeLength()));
            case BINARY -> row.add(name, type.getLogicalTypeAnnotation() == null ? anyBytes(value) : text(value, type));
        }
    }

    private static float floatingPoint(Random value) {
        return value.nextInt(5) == 0 ? ODD_NUMBERS[value.nextInt(ODD_NUMBERS.length)] : value.nextFloat() - 0.5f;
    }

    private static Binary anyBytes(Random value) {
        return bytes(value, value.nextInt(20));
    }

    private static Binary text(Random value, PrimitiveType type) {
        if (type.getName().startsWith("decimal")) {
            return bytes(value, 1 + value.nextInt(9));
        }
        String text = (value.nextBoolean() ? "https://example.org/é/" : "") + value.nextInt(100_000);
        return Binary.fromConstantByteArray(
                text.substring(0, value.nextInt(text.length() + 1)).getBytes(StandardCharsets.UTF_8));
    }

    private static Binary bytes(Random value, int length) {
        byte[] bytes = new byte[length];
        value.nextBytes(bytes);
        return Binary.fromConstantByteArray(bytes);
    }
}
