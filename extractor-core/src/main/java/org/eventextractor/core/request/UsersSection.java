package org.eventextractor.core.request;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eventextractor.core.json.FieldReader;
import org.eventextractor.core.json.JsonItem;
import org.eventextractor.core.storage.StorageUri;

/** {@code criteria.userUUIDs} and {@code criteria.userUUIDsS3URL}: whose events are wanted. */
final class UsersSection {

    private static final String USERS = "userUUIDs";
    private static final String FILE = "userUUIDsS3URL";

    private final RequestPolicy policy;
    private final UserFileSection file;
    private final Findings findings;

    UsersSection(RequestPolicy policy, UserFile userFile, String requestKey, Findings findings) {
        this.policy = policy;
        StorageUri bucket = policy.userFiles();
        UserFilePlace place =
                bucket == null ? new UserFileAnywhere() : new UserFileWithRequest(bucket, requestKey, findings);
        this.file = new UserFileSection(place, userFile, findings);
        this.findings = findings;
    }

    /** The users; empty if there is a fault. */
    Optional<UserSelection> read(FieldReader criteria) {
        boolean listed = criteria.has(USERS);
        boolean filed = criteria.has(FILE);
        if (listed && filed) {
            add(
                    criteria.pointer(FILE),
                    "conflictingFields",
                    "users are given twice: as \"" + USERS + "\" and as \"" + FILE + "\"",
                    "Keep one of the two.");
        }
        if (!listed && !filed) {
            return everyone(criteria);
        }
        String pointer = criteria.pointer(listed ? USERS : FILE);
        Optional<List<UUID>> users = listed
                ? criteria.list(USERS, Integer.MAX_VALUE).flatMap(this::uuids)
                : criteria.text(FILE).flatMap(file::read);
        return users.flatMap(given -> selection(given, pointer));
    }

    private Optional<UserSelection> everyone(FieldReader criteria) {
        if (policy.allUsersAllowed()) {
            return Optional.of(UserSelection.everyone());
        }
        add(
                criteria.pointer(USERS),
                "allUsersNotAllowed",
                "no users are named, which asks for everyone, and this deployment does not allow that",
                "Name the users in \"" + USERS + "\", or in a file named by \"" + FILE + "\".");
        return Optional.empty();
    }

    private Optional<List<UUID>> uuids(List<JsonItem> items) {
        List<UUID> users = new ArrayList<>(items.size());
        for (JsonItem item : items) {
            item.text().flatMap(text -> uuid(text, item)).ifPresent(users::add);
        }
        boolean allBad = users.isEmpty() && !items.isEmpty();
        return allBad ? Optional.empty() : Optional.of(users);
    }

    private Optional<UUID> uuid(String text, JsonItem item) {
        Optional<UUID> uuid = UuidText.parse(text);
        if (uuid.isEmpty()) {
            add(item.pointer(), "invalidUuid", item.shown() + " is not a UUID", UuidText.HELP);
        }
        return uuid;
    }

    private Optional<UserSelection> selection(List<UUID> given, String pointer) {
        Set<UUID> users = new HashSet<>(given);
        if (users.isEmpty()) {
            add(pointer, "emptyList", "no user is named here", "Name at least one user.");
            return Optional.empty();
        }
        if (users.size() > policy.maxUsers()) {
            add(
                    pointer,
                    "tooManyUsers",
                    String.format(Locale.ROOT, "%,d users are named here", users.size()),
                    String.format(Locale.ROOT, "Name at most %,d in one request.", policy.maxUsers()));
            return Optional.empty();
        }
        warnOfDuplicates(given.size() - users.size(), pointer);
        return Optional.of(UserSelection.of(users));
    }

    private void warnOfDuplicates(int duplicates, String pointer) {
        if (duplicates > 0) {
            String message = String.format(
                    Locale.ROOT, "%,d of the users named here are repetitions; each user is counted once", duplicates);
            findings.warnings().add(pointer, "duplicateUsers", message, "");
        }
    }

    private void add(String pointer, String code, String message, String suggestion) {
        findings.faults().add(pointer, code, message, suggestion);
    }
}
