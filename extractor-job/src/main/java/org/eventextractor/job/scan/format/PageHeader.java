package org.eventextractor.job.scan.format;

/**
 * The header of a dictionary or data page.
 *
 * @param kind which page it is
 * @param uncompressedBytes of its body
 * @param compressedBytes of its body, as it lies in the file
 * @param checked whether there is a checksum
 * @param checksum CRC32 of the body as it lies in the file; of no meaning unless {@code checked}
 * @param values nulls included; in a dictionary page the entries
 * @param encoding of the values, see {@link Encodings}
 * @param levelsInRuns whether levels are in the {@linkplain RunDecoder hybrid encoding}
 * @param repetitionBytes what the repetition levels take, before the values and not compressed; of V2 pages only
 * @param definitionBytes what the definition levels take, after the repetition levels; of V2 pages only
 * @param compressed whether the values of a V2 page are compressed
 * @see <a href="https://parquet.apache.org/docs/file-format/data-pages/">Data pages</a>
 */
record PageHeader(
        Kind kind,
        int uncompressedBytes,
        int compressedBytes,
        boolean checked,
        int checksum,
        int values,
        int encoding,
        boolean levelsInRuns,
        int repetitionBytes,
        int definitionBytes,
        boolean compressed) {

    enum Kind {
        DATA,
        DICTIONARY,
        DATA_V2
    }
}
