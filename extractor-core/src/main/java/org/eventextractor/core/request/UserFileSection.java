package org.eventextractor.core.request;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/**
 * The file that {@code criteria.userUUIDsS3URL} names: in the request bucket and on the way from its top to the request or
 * below that, so that nobody aims at the users of another project. Where there is no such bucket, it may lie anywhere.
 */
final class UserFileSection {

    private static final List<String> SUFFIXES = List.of(".csv", ".txt");
    private static final String POINTER = "/criteria/userUUIDsS3URL";

    private final @Nullable StorageUri requestBucket;
    private final UserFile userFile;
    private final String requestFolder;
    private final Findings findings;

    UserFileSection(@Nullable StorageUri requestBucket, UserFile userFile, String requestKey, Findings findings) {
        this.requestBucket = requestBucket;
        this.userFile = userFile;
        this.requestFolder = folder(requestKey);
        this.findings = findings;
    }

    /** The users of the file, as often as they are there; empty if it cannot be read. */
    Optional<List<UUID>> read(String url) {
        return located(url)
                .filter(this::isUserFile)
                .flatMap(this::bytes)
                .flatMap(bytes -> new UserFileLines(POINTER, findings).read(bytes));
    }

    private Optional<StorageUri> located(String url) {
        try {
            StorageUri named = StorageUri.parse(url);
            Optional<StorageUri> file =
                    requestBucket == null ? Optional.of(inItsFolder(named)) : inBucket(named, requestBucket);
            if (file.isEmpty()) {
                add(
                        "foreignBucket",
                        "\"" + Shown.cut(url) + "\" is not a file in the bucket of this request",
                        "Put the file into " + requestBucket + " and name it there.");
            }
            return file;
        } catch (IllegalArgumentException e) {
            add("invalidUrl", "\"" + Shown.cut(url) + "\" is not the URL of a file", "Write it as " + example() + ".");
            return Optional.empty();
        }
    }

    /** What a deployment lets the extractor read besides requests. */
    private boolean isUserFile(StorageUri file) {
        if (SUFFIXES.stream().noneMatch(file.key()::endsWith)) {
            add(
                    "userFileName",
                    file + " ends neither in .csv nor in .txt",
                    "Name the file so that it ends in one of them: no others are read.");
            return false;
        }
        if (requestBucket != null && !isNear(folder(file.key()))) {
            add(
                    "foreignFolder",
                    file + " does not lie with this request",
                    "Put the file into " + requestBucket.resolve(requestFolder) + ", into a folder below it, or above"
                            + " it.");
            return false;
        }
        return true;
    }

    /** The top of the bucket belongs to no project. */
    private boolean isNear(String folder) {
        return folder.startsWith(requestFolder) || (!folder.isEmpty() && requestFolder.startsWith(folder));
    }

    /** Ends in a slash; empty at the top of the bucket. */
    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private String example() {
        return requestBucket == null
                ? "file:/folder/users.csv or s3://bucket/users.csv"
                : requestBucket.resolve(requestFolder + "users.csv").toString();
    }

    private static Optional<StorageUri> inBucket(StorageUri file, StorageUri bucket) {
        if (!file.scheme().equals(bucket.scheme())) {
            return Optional.empty();
        }
        StorageUri local = file.scheme().equals("file") ? belowFolder(file, bucket) : file;
        return local.root().equals(bucket.root()) && !local.key().isEmpty() ? Optional.of(local) : Optional.empty();
    }

    /** A {@code file:} URI is all root: what lies below the requests' folder becomes its key. */
    private static StorageUri belowFolder(StorageUri file, StorageUri requests) {
        Path folder = Path.of(requests.root());
        Path path = Path.of(file.root());
        return path.startsWith(folder)
                ? requests.resolve(folder.relativize(path).toString())
                : file;
    }

    /** A {@code file:} URI is all root: its name becomes its key. */
    private static StorageUri inItsFolder(StorageUri file) {
        Path folder = Path.of(file.root()).getParent();
        return file.scheme().equals("file") && folder != null ? belowFolder(file, StorageUri.folder(folder)) : file;
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
