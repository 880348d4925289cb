package org.eventextractor.core.plan;

import java.util.List;
import org.eventextractor.core.catalogue.EventType;
import org.eventextractor.core.catalogue.PartitionLayout;
import org.eventextractor.core.catalogue.TimeEncoding;
import org.eventextractor.core.catalogue.TimeField;
import org.eventextractor.core.catalogue.UserEncoding;
import org.eventextractor.core.catalogue.UserField;

/** Event types of which only name, layout and late days matter. */
public final class EventTypes {

    private EventTypes() {}

    public static EventType daily(String name, int lateDays) {
        return of(name, PartitionLayout.YEAR_MONTH_DAY, lateDays);
    }

    static EventType of(String name, PartitionLayout layout, int lateDays) {
        return new EventType(
                name,
                name,
                new UserField("user_uuid", UserEncoding.UUID_FIXED16),
                new TimeField("occurred_at", TimeEncoding.TIMESTAMP_MILLIS),
                layout,
                lateDays,
                List.of());
    }
}
