package org.eventextractor.job;

import java.security.MessageDigest;
import java.util.Optional;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.StorageException;

/**
 * The data files of an extract, as stored.
 *
 * @param store the request bucket
 * @param outputPrefix key prefix of the extract, ending in a slash
 */
record StoredParts(ObjectStore store, String outputPrefix) {

    private static final int RANGE_BYTES = 8 << 20;

    /** Whether a file of the reported size is there. */
    boolean has(PartFile part) {
        return find(part).isPresent();
    }

    /** Whether a file with exactly the reported bytes is there: it is read whole, a range at a time. */
    boolean isWhole(PartFile part) {
        return find(part).filter(found -> digest(found).equals(part.sha256())).isPresent();
    }

    private Optional<ObjectSummary> find(PartFile part) {
        return store.find(outputPrefix + part.path()).filter(object -> object.size() == part.bytes());
    }

    /** In hexadecimal; empty if the file is removed or replaced meanwhile. */
    private String digest(ObjectSummary file) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        ReadCondition unchanged = ReadCondition.ifMatch(file.eTag());
        try {
            for (long done = 0; done < file.size(); done += RANGE_BYTES) {
                int length = (int) Math.min(RANGE_BYTES, file.size() - done);
                digest.update(store.readRange(file.key(), unchanged, done, length));
            }
            return Hex.encodeHexString(digest.digest());
        } catch (StorageException e) {
            if (e.kind().retryable() || e.kind() == StorageException.Kind.ACCESS_DENIED) {
                throw e;
            }
            return "";
        }
    }
}
