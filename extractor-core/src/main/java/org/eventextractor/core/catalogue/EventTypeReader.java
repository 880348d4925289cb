package org.eventextractor.core.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eventextractor.core.json.FaultSink;
import org.eventextractor.core.json.FieldReader;

/** Reads one event type of a catalogue document. */
final class EventTypeReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final Pattern PATH = Pattern.compile("[^.]+(\\.[^.]+)*");
    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_COLUMNS = 1_000;
    private static final int MAX_LATE_DAYS = 31;
    private static final long DEFAULT_LATE_DAYS = 1;

    private final FaultSink faults;

    EventTypeReader(FaultSink faults) {
        this.faults = faults;
    }

    /** The event type; empty if its name, user or time cannot be read, which the sink then knows. */
    Optional<EventType> read(FieldReader type) {
        type.refuseNulls();
        type.required("name");
        type.required("user");
        type.required("time");
        Optional<String> name = matching(type, "name", NAME, "letters, digits and _ . - only: it names a folder");
        Optional<UserField> user = type.object("user").flatMap(this::user);
        Optional<TimeField> time = type.object("time").flatMap(this::time);
        String description = type.text("description", MAX_TEXT).orElse("");
        PartitionLayout layout = type.constant("layout", PartitionLayout.class).orElse(PartitionLayout.YEAR_MONTH_DAY);
        int lateDays = type.integer("lateDays", 0, MAX_LATE_DAYS)
                .orElse(DEFAULT_LATE_DAYS)
                .intValue();
        List<String> sensitive =
                type.texts("sensitiveColumns", MAX_COLUMNS, MAX_NAME).orElse(List.of());
        type.end();
        if (name.isEmpty() || user.isEmpty() || time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EventType(name.get(), description, user.get(), time.get(), layout, lateDays, sensitive));
    }

    private Optional<UserField> user(FieldReader field) {
        Optional<String> path = path(field);
        Optional<UserEncoding> encoding = encoding(field, UserEncoding.class);
        return path.flatMap(given -> encoding.map(known -> new UserField(given, known)));
    }

    private Optional<TimeField> time(FieldReader field) {
        Optional<String> path = path(field);
        Optional<TimeEncoding> encoding = encoding(field, TimeEncoding.class);
        return path.flatMap(given -> encoding.map(known -> new TimeField(given, known)));
    }

    private Optional<String> path(FieldReader field) {
        field.refuseNulls();
        field.required("path");
        return matching(field, "path", PATH, "field names joined by single dots");
    }

    private <E extends Enum<E>> Optional<E> encoding(FieldReader field, Class<E> type) {
        field.required("encoding");
        Optional<E> encoding = field.constant("encoding", type);
        field.end();
        return encoding;
    }

    private Optional<String> matching(FieldReader object, String name, Pattern pattern, String rule) {
        Optional<String> text = object.text(name, MAX_NAME);
        Optional<String> matching = text.filter(given -> pattern.matcher(given).matches());
        if (text.isPresent() && matching.isEmpty()) {
            String message = "\"" + text.get() + "\" is not allowed";
            faults.add(object.pointer(name), "invalidName", message, "Use " + rule + ".");
        }
        return matching;
    }
}
