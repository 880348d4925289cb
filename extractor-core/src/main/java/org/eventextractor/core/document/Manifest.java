package org.eventextractor.core.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What manifest.json says: every data file with its checksum, every source counted. It is written after the data and
 * before the results: an output folder without a manifest is not an extract.
 *
 * @param schemaVersion of this document
 * @param jobId the job, which names the output folder
 * @param requestId the request
 * @param files every data file, in the order of their slices
 * @param sources every partition read, in the plan's order
 * @param sourceDigest SHA-256 in hexadecimal over the slices' digests: the same sources give the same digest
 * @param schemas every schema that a file names
 * @param privacy what was done to personal data
 * @param provenance what made it of what
 */
public record Manifest(
        String schemaVersion,
        String jobId,
        String requestId,
        List<PartFile> files,
        List<SourceTally> sources,
        String sourceDigest,
        List<FileSchema> schemas,
        Privacy privacy,
        Provenance provenance) {

    public static final String SCHEMA_VERSION = "1.0";

    public Manifest {
        files = List.copyOf(files);
        sources = List.copyOf(sources);
        schemas = List.copyOf(schemas);
    }

    /**
     * What was done to personal data.
     *
     * @param userIdMode {@code asIs}: user ids are delivered as stored
     * @param keyId names the pseudonym key; null where there is none
     * @param droppedColumns columns of the sources that the request left out, each once
     */
    public record Privacy(String userIdMode, @Nullable String keyId, List<String> droppedColumns) {}

    /**
     * What made an extract of what.
     *
     * @param software the extractor
     * @param requestSha256 of the request document's bytes, in hexadecimal
     * @param parameters the request as understood, without its users
     */
    public record Provenance(Software software, String requestSha256, Map<String, Object> parameters) {}
}
