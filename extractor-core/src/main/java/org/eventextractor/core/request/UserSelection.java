package org.eventextractor.core.request;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Whose events are wanted.
 *
 * @param all true for every event, those without a user included
 * @param users the wanted users, each once, in ascending order of their text; empty if {@code all}
 */
public record UserSelection(boolean all, List<UUID> users) {

    public UserSelection {
        if (all != users.isEmpty()) {
            throw new IllegalArgumentException(
                    "name at least one user, or ask for all: all=" + all + " with " + users.size() + " users");
        }
        users = List.copyOf(users);
    }

    public static UserSelection everyone() {
        return new UserSelection(true, List.of());
    }

    /** These users, sorted and each counted once. */
    public static UserSelection of(Collection<UUID> users) {
        return new UserSelection(
                false,
                users.stream()
                        .map(UUID::toString)
                        .distinct()
                        .sorted()
                        .map(UUID::fromString)
                        .toList());
    }
}
