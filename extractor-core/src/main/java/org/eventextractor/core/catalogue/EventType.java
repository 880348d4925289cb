package org.eventextractor.core.catalogue;

import java.util.List;

/**
 * What the extractor must know of one event type.
 *
 * @param name the folder's name and the name in requests
 * @param description one line for people
 * @param user where the user is
 * @param time where the moment is
 * @param layout how its files lie in folders
 * @param lateDays how many neighbouring days, before and after, to look into for events whose partition day differs
 *     from the day they occurred; 0 or more, of no effect where {@code layout} is {@link PartitionLayout#NONE}
 * @param sensitiveColumns paths of columns that hold personal data, top-level names or dotted
 */
public record EventType(
        String name,
        String description,
        UserField user,
        TimeField time,
        PartitionLayout layout,
        int lateDays,
        List<String> sensitiveColumns) {

    public EventType {
        if (lateDays < 0) {
            throw new IllegalArgumentException("lateDays must not be negative: " + lateDays + " of " + name);
        }
        sensitiveColumns = List.copyOf(sensitiveColumns);
    }
}
