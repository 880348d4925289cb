package org.eventextractor.lambda.batch;

import org.apache.commons.codec.digest.DigestUtils;

/**
 * For whom Batch counts what a job uses, in queues that
 * <a href="https://docs.aws.amazon.com/batch/latest/userguide/share-identifiers.html">share fairly</a>: the project whose
 * folder, at the top of the bucket, the request lies in. The folder and not the {@code projectId}, since who may write
 * where is the deployment's to say and the rest is a requester's word.
 */
final class ShareIdentifier {

    private static final int NAME_LENGTH = 100;
    private static final int HEX_DIGITS = 16;
    private static final String NOT_IN_IDENTIFIERS = "[^A-Za-z0-9]";

    private ShareIdentifier() {}

    /**
     * What Batch takes, up to 255 letters and digits: of the folder's name, for people, as much as that holds, then a
     * digest of all of it, so that folders whose letters and digits are the same are told apart. Requests at the top of
     * the bucket have one in common.
     */
    static String of(String requestKey) {
        String folder = requestKey.substring(0, Math.max(0, requestKey.indexOf('/')));
        String name = folder.replaceAll(NOT_IN_IDENTIFIERS, "");
        return name.substring(0, Math.min(NAME_LENGTH, name.length()))
                + DigestUtils.sha256Hex(folder).substring(0, HEX_DIGITS);
    }
}
