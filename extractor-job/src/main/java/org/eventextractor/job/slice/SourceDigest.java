package org.eventextractor.job.slice;

import java.util.List;
import org.apache.commons.codec.binary.Hex;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.eventextractor.core.plan.SourceObject;

/** Names the input of a slice, so that two extracts can be seen to rest on the same objects. */
final class SourceDigest {

    private SourceDigest() {}

    /** SHA-256 in hexadecimal over a line {@code key TAB size TAB eTag} for each object, in order. */
    static String of(List<SourceObject> objects) {
        var digest = DigestUtils.getDigest(MessageDigestAlgorithms.SHA_256);
        for (SourceObject object : objects) {
            DigestUtils.updateDigest(digest, object.key() + "\t" + object.size() + "\t" + object.eTag() + "\n");
        }
        return Hex.encodeHexString(digest.digest());
    }
}
