package org.eventextractor.core.request;

import java.util.Optional;
import org.eventextractor.core.json.Shown;
import org.eventextractor.core.storage.StorageUri;

/**
 * In the request bucket, and on the way from its top to the request or below that, so that nobody aims at the users of
 * another project.
 */
final class UserFileWithRequest implements UserFilePlace {

    private final StorageUri requestBucket;
    private final String requestFolder;
    private final Findings findings;

    UserFileWithRequest(StorageUri requestBucket, String requestKey, Findings findings) {
        this.requestBucket = requestBucket;
        this.requestFolder = folder(requestKey);
        this.findings = findings;
    }

    @Override
    public Optional<StorageUri> locate(StorageUri named) {
        StorageUri file = UserFilePlace.below(requestBucket, named);
        return Optional.of(file).filter(this::isInBucket).filter(this::isNear);
    }

    @Override
    public String example() {
        return requestBucket.resolve(requestFolder + "users.csv").toString();
    }

    private boolean isInBucket(StorageUri file) {
        boolean inBucket = file.scheme().equals(requestBucket.scheme())
                && file.root().equals(requestBucket.root())
                && !file.key().isEmpty();
        if (!inBucket) {
            refuse(
                    "foreignBucket",
                    "\"" + Shown.cut(file.toString()) + "\" is not a file in the bucket of this request",
                    "Put the file into " + requestBucket + " and name it there.");
        }
        return inBucket;
    }

    /** The top of the bucket belongs to no project. */
    private boolean isNear(StorageUri file) {
        String folder = folder(file.key());
        boolean near = folder.startsWith(requestFolder) || (!folder.isEmpty() && requestFolder.startsWith(folder));
        if (!near) {
            refuse(
                    "foreignFolder",
                    file + " does not lie with this request",
                    "Put the file into " + requestBucket.resolve(requestFolder) + ", into a folder below it, or above"
                            + " it.");
        }
        return near;
    }

    /** Ends in a slash; empty at the top of the bucket. */
    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    private void refuse(String code, String message, String suggestion) {
        findings.faults().add(UserFileSection.POINTER, code, message, suggestion);
    }
}
