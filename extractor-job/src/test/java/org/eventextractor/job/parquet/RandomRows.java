package org.eventextractor.job.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** Random schemas with a user and a time, random wider ones, and random rows of them. */
public final class RandomRows {

    private static final int MAX_DEPTH = 3;
    private static final int USERS = 40;

    private final Random random;
    private int nextName;

    public RandomRows(Random random) {
        this.random = random;
    }

    /** The columns {@code user_uuid} and {@code occurred_at} as in {@link Events#SCHEMA}, and others of any shape. */
    public MessageType schema() {
        List<Type> fields = new ArrayList<>(Events.SCHEMA.getFields());
        IntStream.range(0, 2 + random.nextInt(5)).forEach(i -> fields.add(field(0)));
        return new MessageType("event", fields);
    }

    /**
     * The schema, some fields dropped, some added, at any depth outside lists and maps; some optional ones required.
     */
    public MessageType evolved(MessageType schema) {
        List<Type> fields = new ArrayList<>(Events.SCHEMA.getFields());
        schema.getFields().stream()
                .skip(fields.size())
                .filter(field -> random.nextInt(5) > 0)
                .map(this::evolved)
                .forEach(fields::add);
        if (random.nextBoolean()) {
            fields.add(field(0));
        }
        return new MessageType("event", fields);
    }

    public Group row(MessageType schema, int number) {
        Group row = new SimpleGroup(schema);
        if (random.nextInt(4) > 0) {
            row.add("user_uuid", Events.binary(Events.user(random.nextInt(USERS))));
        }
        if (random.nextInt(10) > 0) {
            row.add("occurred_at", Events.NOON.toEpochMilli() + random.nextInt(1_000));
        }
        row.add("number", number);
        schema.getFields().stream().skip(Events.SCHEMA.getFieldCount()).forEach(field -> fill(row, field));
        return row;
    }

    private Type evolved(Type field) {
        boolean plainGroup = !field.isPrimitive() && field.getLogicalTypeAnnotation() == null;
        if (plainGroup) {
            List<Type> children = new ArrayList<>(field.asGroupType().getFields());
            children.add(random.nextInt(children.size() + 1), field(MAX_DEPTH));
            return field.asGroupType().withNewFields(children);
        }
        boolean required = field.isPrimitive() && field.isRepetition(Repetition.OPTIONAL) && random.nextBoolean();
        return required ? withRepetition(field.asPrimitiveType(), Repetition.REQUIRED) : field;
    }

    private static Type withRepetition(PrimitiveType type, Repetition repetition) {
        return Types.primitive(type.getPrimitiveTypeName(), repetition)
                .length(type.getTypeLength())
                .as(type.getLogicalTypeAnnotation())
                .named(type.getName());
    }

    private Type field(int depth) {
        int kind = depth >= MAX_DEPTH ? 0 : random.nextInt(9);
        return switch (kind) {
            case 5 -> group(depth);
            case 6 -> list(depth);
            case 7 -> map(depth);
            case 8 ->
                Types.optionalGroup()
                        .as(LogicalTypeAnnotation.listType())
                        .addField(primitive(Repetition.REPEATED, "array"))
                        .named(name());
            default -> primitive(repetition(), name());
        };
    }

    private Type group(int depth) {
        Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition());
        IntStream.range(0, 1 + random.nextInt(3)).forEach(i -> group.addField(field(depth + 1)));
        return group.named(name());
    }

    private Type list(int depth) {
        Type element = field(depth + 1);
        GroupType repeated = Types.repeatedGroup().addField(element).named("list");
        return Types.buildGroup(optionality())
                .as(LogicalTypeAnnotation.listType())
                .addField(repeated)
                .named(name());
    }

    private Type map(int depth) {
        Type key = Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named("key");
        GroupType entry =
                Types.repeatedGroup().addField(key).addField(field(depth + 1)).named("key_value");
        return Types.buildGroup(optionality())
                .as(LogicalTypeAnnotation.mapType())
                .addField(entry)
                .named(name());
    }

    private Type primitive(Repetition repetition, String name) {
        PrimitiveTypeName[] types = PrimitiveTypeName.values();
        PrimitiveTypeName type = types[random.nextInt(types.length)];
        Types.PrimitiveBuilder<PrimitiveType> builder = Types.primitive(type, repetition);
        if (type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            builder.length(1 + random.nextInt(20));
        }
        if (type == PrimitiveTypeName.BINARY && random.nextBoolean()) {
            builder.as(LogicalTypeAnnotation.stringType());
        }
        if (random.nextInt(4) == 0) {
            builder.id(nextName);
        }
        return builder.named(name);
    }

    private Repetition optionality() {
        return random.nextBoolean() ? Repetition.REQUIRED : Repetition.OPTIONAL;
    }

    private Repetition repetition() {
        return random.nextInt(5) == 0 ? Repetition.REPEATED : optionality();
    }

    private String name() {
        return "f" + nextName++;
    }

    private void fill(Group parent, Type field) {
        int times = switch (field.getRepetition()) {
            case REQUIRED -> 1;
            case OPTIONAL -> random.nextInt(2);
            case REPEATED -> random.nextInt(4);
        };
        for (int i = 0; i < times; i++) {
            if (field.isPrimitive()) {
                addValue(parent, field.asPrimitiveType());
            } else {
                Group child = parent.addGroup(field.getName());
                field.asGroupType().getFields().forEach(grandchild -> fill(child, grandchild));
            }
        }
    }

    private void addValue(Group parent, PrimitiveType type) {
        String name = type.getName();
        switch (type.getPrimitiveTypeName()) {
            case INT32 -> parent.add(name, random.nextInt());
            case INT64 -> parent.add(name, random.nextLong());
            case FLOAT -> parent.add(name, random.nextFloat());
            case DOUBLE -> parent.add(name, random.nextDouble());
            case BOOLEAN -> parent.add(name, random.nextBoolean());
            case INT96 -> parent.add(name, bytes(12));
            case FIXED_LEN_BYTE_ARRAY -> parent.add(name, bytes(type.getTypeLength()));
            case BINARY -> parent.add(name, text());
        }
    }

    private Binary bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Binary.fromConstantByteBuffer(ByteBuffer.wrap(bytes));
    }

    /** Often one of a few, as dictionaries like it. */
    private Binary text() {
        String text = random.nextBoolean() ? "value " + random.nextInt(5) : "é".repeat(random.nextInt(30));
        return Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
    }
}
