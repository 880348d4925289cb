package org.eventextractor.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.jspecify.annotations.Nullable;

/** Reads back which sample events a Parquet file holds: a sample file itself, or what was extracted from such files. */
public final class SampleReader {

    private SampleReader() {}

    /**
     * The events of a file, in the order of its rows.
     *
     * @param type what the file holds
     * @throws UncheckedIOException if the file cannot be read as Parquet
     */
    public static List<SampleEvent> read(SampleType type, Path file) {
        try (ParquetReader<Group> reader = GroupReader.open(file)) {
            List<SampleEvent> events = new ArrayList<>();
            for (Group row = reader.read(); row != null; row = reader.read()) {
                events.add(event(type, row));
            }
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the events of " + file, e);
        }
    }

    private static SampleEvent event(SampleType type, Group row) {
        return type == SampleType.XAPI_STATEMENT ? statement(row) : coreEvent(type, row);
    }

    private static SampleEvent coreEvent(SampleType type, Group row) {
        return new SampleEvent(
                type.eventType(),
                has(row, "user_uuid") ? uuid(row, "user_uuid") : null,
                Instant.ofEpochMilli(row.getLong("occurred_at", 0)),
                uuid(row, "session_uuid"),
                type.hasOrder() ? row.getInteger("session_order", 0) : 0);
    }

    private static SampleEvent statement(Group row) {
        return new SampleEvent(
                SampleType.XAPI_STATEMENT.eventType(),
                agentsUser(row.getGroup("actor", 0)),
                has(row, "timestamp")
                        ? OffsetDateTime.parse(row.getString("timestamp", 0)).toInstant()
                        : null,
                UUID.fromString(row.getString("id", 0)),
                0);
    }

    /** The union's first member is the agent. */
    private static @Nullable UUID agentsUser(Group actor) {
        if (!has(actor, "member0") || !has(actor.getGroup("member0", 0), "account")) {
            return null;
        }
        Group account = actor.getGroup("member0", 0).getGroup("account", 0);
        return UUID.fromString(account.getString("name", 0));
    }

    private static boolean has(Group group, String field) {
        return group.getFieldRepetitionCount(field) > 0;
    }

    private static UUID uuid(Group row, String field) {
        ByteBuffer bytes = row.getBinary(field, 0).toByteBuffer();
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
