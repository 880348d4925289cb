package org.eventextractor.core.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;

/** The file that {@code criteria.userUUIDsS3URL} names. */
final class UserFileSection {

    static final String POINTER = "/criteria/userUUIDsS3URL";

    private static final List<String> SUFFIXES = List.of(".csv", ".txt");

    private final UserFilePlace place;
    private final UserFile userFile;
    private final Findings findings;

    UserFileSection(UserFilePlace place, UserFile userFile, Findings findings) {
        this.place = place;
        this.userFile = userFile;
        this.findings = findings;
    }

    /** The users of the file, as often as they are there; empty if it cannot be read. */
    Optional<List<UUID>> read(String url) {
        return parsed(url)
                .flatMap(place::locate)
                .filter(this::isUserFile)
                .flatMap(this::bytes)
                .flatMap(bytes -> new UserFileLines(POINTER, findings).read(bytes));
    }

    private Optional<StorageUri> parsed(String url) {
        try {
            return Optional.of(StorageUri.parse(url));
        } catch (IllegalArgumentException e) {
            String suggestion = "Write it as " + place.example() + ".";
            add("invalidUrl", "\"" + Shown.cut(url) + "\" is not the URL of a file", suggestion);
            return Optional.empty();
        }
    }

    private boolean isUserFile(StorageUri file) {
        boolean named = SUFFIXES.stream().anyMatch(file.key()::endsWith);
        if (!named) {
            add(
                    "userFileName",
                    file + " ends neither in .csv nor in .txt",
                    "Name the file so that it ends in one of them: no others are read.");
        }
        return named;
    }

    private Optional<byte[]> bytes(StorageUri file) {
        try {
            return Optional.of(userFile.read(file));
        } catch (StorageException e) {
            if (e.kind().retryable()) {
                throw e;
            }
            add("userFileUnreadable", file + " " + reason(e.kind()), help(e.kind()));
            return Optional.empty();
        }
    }

    private static String reason(StorageException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "does not exist";
            case TOO_LARGE -> "is too large";
            case ACCESS_DENIED -> "may not be read";
            default -> "cannot be read";
        };
    }

    private static String help(StorageException.Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> "Upload the file before the request, and check its name to the letter.";
            case TOO_LARGE -> "Keep only the column of user UUIDs, or split the users over several requests.";
            default -> "Ask whoever runs this deployment.";
        };
    }

    private void add(String code, String message, String suggestion) {
        findings.faults().add(POINTER, code, message, suggestion);
    }
}
