package org.eventextractor.job.parquet;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.PartitionLayout;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.TimeField;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.catalogue.UserField;
import org.eventextractor.core.plan.SourceObject;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.job.fetch.FetchedObject;
import org.jspecify.annotations.Nullable;

/** The simplest event type: a user, a time and a number. */
public final class Events {

    public static final Instant NOON = Instant.parse("2023-05-01T12:00:00Z");
    public static final TimeRange EVER =
            new TimeRange(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T23:59:59Z"));

    public static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message event {
              optional fixed_len_byte_array(16) user_uuid;
              optional int64 occurred_at (TIMESTAMP(MILLIS,true));
              required int32 number;
            }
            """);

    private Events() {}

    public static EventType type(UserEncoding user, TimeEncoding time) {
        return type("user_uuid", user, "occurred_at", time);
    }

    public static EventType type(String userPath, UserEncoding user, String timePath, TimeEncoding time) {
        return new EventType(
                "test",
                "",
                new UserField(userPath, user),
                new TimeField(timePath, time),
                PartitionLayout.NONE,
                0,
                List.of());
    }

    public static EventType usualType() {
        return type(UserEncoding.UUID_FIXED16, TimeEncoding.TIMESTAMP_MILLIS);
    }

    public static Group event(@Nullable UUID user, @Nullable Instant time, int number) {
        return event(SCHEMA, user, time, number);
    }

    public static Group event(MessageType schema, @Nullable UUID user, @Nullable Instant time, int number) {
        Group row = new SimpleGroup(schema);
        if (user != null) {
            row.add("user_uuid", binary(user));
        }
        if (time != null) {
            row.add("occurred_at", time.toEpochMilli());
        }
        row.add("number", number);
        return row;
    }

    public static UUID user(int number) {
        return new UUID(0x0123_4567_89ab_4cdeL + number, 0x8000_0000_0000_0000L + number);
    }

    public static Binary binary(UUID uuid) {
        return Binary.fromConstantByteArray(ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array());
    }

    public static byte[] file(Group... rows) {
        return GroupFiles.write(SCHEMA, Arrays.asList(rows), FileLayout.usual());
    }

    public static FetchedObject whole(byte[] bytes) {
        return whole("test/file.parquet", bytes);
    }

    public static FetchedObject whole(String key, byte[] bytes) {
        return new FetchedObject.Whole(new SourceObject(key, bytes.length, "etag", "test"), bytes);
    }
}
