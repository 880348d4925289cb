package org.eventextractor.job.scan.format;

import org.jspecify.annotations.Nullable;

/**
 * What a writer says of a leaf in file after file, in the same bytes: read once, and then only held against these.
 *
 * @param head the metadata's first fields: type, encodings, path and codec
 * @param codec what the head says of it; null for one that is not known here
 * @param knownEncodings whether all encodings that the head names are decoded here
 * @param encodingCounts the list of how many pages are in which encoding, which is as the format says
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record ChunkStyle(byte[] head, @Nullable PageCodec codec, boolean knownEncodings, byte[] encodingCounts) {

    /** Of which nothing is known. */
    static final ChunkStyle UNKNOWN = new ChunkStyle(new byte[0], null, false, new byte[0]);
}
