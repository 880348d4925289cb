package org.eventextractor.samples;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into whole Avro records: what identifies the event comes from the event, all else is made up, by the
 * schema and the fields' names.
 *
 * <p>Not thread-safe: it draws from one stream of random numbers.
 */
final class EventRecords {

    /** One optional value in so many is null. */
    private static final int NULL_ONE_IN = 4;

    private static final int MOST_ITEMS = 3;

    private final Schema schema;
    private final SplittableRandom random;
    private final FakeText text;

    EventRecords(Schema schema, SplittableRandom random) {
        this.schema = schema;
        this.random = random;
        this.text = new FakeText(random);
    }

    /** The event as a record of the schema. */
    GenericRecord record(SampleEvent event) {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), eventValue(field, event));
        }
        return record;
    }

    private @Nullable Object eventValue(Schema.Field field, SampleEvent event) {
        return switch (field.name()) {
            case "user_uuid" -> event.user() == null ? null : fixed(event.user(), notNull(field.schema()));
            case "session_uuid" -> fixed(event.session(), field.schema());
            case "session_order" -> event.order();
            case "occurred_at" ->
                event.occurredAt() == null ? null : event.occurredAt().toEpochMilli();
            case "id" -> event.session().toString();
            case "actor" -> actor(field.schema(), event.user());
            case "timestamp" -> event.occurredAt() == null ? null : iso8601(event.occurredAt());
            default -> value(field.name(), field.schema());
        };
    }

    /** An agent with the user's account; without a user, an agent or a group that has none. */
    private GenericRecord actor(Schema union, @Nullable UUID user) {
        Schema agent = union.getTypes().get(0);
        Schema group = union.getTypes().get(1);
        GenericRecord actor = made(user == null && random.nextBoolean() ? group : agent);
        Schema account = notNull(actor.getSchema().getField("account").schema());
        actor.put("account", user == null ? null : account(account, user));
        return actor;
    }

    /** UUIDs come in both letter cases. */
    private GenericRecord account(Schema schema, UUID user) {
        GenericRecord account = new GenericData.Record(schema);
        account.put("homePage", "https://accounts.example.org");
        account.put(
                "name", random.nextBoolean() ? user.toString() : user.toString().toUpperCase(Locale.ROOT));
        return account;
    }

    /** The same moment in any of several clocks' offsets. */
    private String iso8601(Instant moment) {
        ZoneOffset offset = ZoneOffset.ofHours(random.nextInt(3) - 1);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(OffsetDateTime.ofInstant(moment, offset));
    }

    private @Nullable Object value(String field, Schema type) {
        return switch (type.getType()) {
            case UNION -> random.nextInt(NULL_ONE_IN) == 0 ? null : value(field, notNull(type));
            case RECORD -> made(type);
            case MAP -> map(field, type.getValueType());
            case ARRAY -> array(field, type.getElementType());
            case FIXED -> fixed(SampleUsers.randomUuid(random), type);
            case STRING -> text.of(field);
            case INT -> random.nextInt(100);
            case DOUBLE -> random.nextInt(1_000) / 10.0;
            case BOOLEAN -> random.nextBoolean();
            default -> throw new IllegalArgumentException("no sample values of " + type + " for " + field);
        };
    }

    private GenericRecord made(Schema type) {
        GenericRecord record = new GenericData.Record(type);
        for (Schema.Field field : type.getFields()) {
            record.put(field.pos(), value(field.name(), field.schema()));
        }
        return record;
    }

    private Map<String, @Nullable Object> map(String field, Schema valueType) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int entries = random.nextInt(MOST_ITEMS);
        for (int i = 0; i < entries; i++) {
            map.put(text.mapKey(field, i), value(field, valueType));
        }
        return map;
    }

    private List<@Nullable Object> array(String field, Schema elementType) {
        List<@Nullable Object> array = new ArrayList<>();
        int elements = random.nextInt(MOST_ITEMS);
        for (int i = 0; i < elements; i++) {
            array.add(value(field, elementType));
        }
        return array;
    }

    private static GenericData.Fixed fixed(UUID uuid, Schema type) {
        byte[] bytes = ByteBuffer.allocate(type.getFixedSize())
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return new GenericData.Fixed(type, bytes);
    }

    private static Schema notNull(Schema optional) {
        return optional.getTypes().get(1);
    }
}
