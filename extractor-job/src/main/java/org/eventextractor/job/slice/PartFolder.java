package org.eventextractor.job.slice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.eventextractor.core.document.FileSchema;
import org.eventextractor.core.document.PartFile;
import org.eventextractor.core.plan.Slice;
import org.eventextractor.core.request.OutputOptions.Compression;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.job.write.FileBuffers;
import org.eventextractor.job.write.PartWriter;
import org.eventextractor.job.write.WriteOptions;
import org.eventextractor.job.write.WrittenPart;

/**
 * Where the data files of an extract go: written in a scratch folder, then stored under a key made of job id and slice
 * number, so that a slice done again overwrites its file and never doubles it.
 *
 * <p>Thread-safe.
 */
public final class PartFolder {

    private static final String CONTENT_TYPE = "application/vnd.apache.parquet";

    private final ObjectStore store;
    private final String outputPrefix;
    private final Path scratch;
    private final Compression compression;
    private final FileBuffers buffers = new FileBuffers();
    private final FileDigest digest = new FileDigest(buffers);

    /**
     * @param store takes the files
     * @param outputPrefix key prefix of the extract, ending in a slash
     * @param scratch an existing local folder
     * @param compression the codec of their pages
     */
    public PartFolder(ObjectStore store, String outputPrefix, Path scratch, Compression compression) {
        this.store = store;
        this.outputPrefix = outputPrefix;
        this.scratch = scratch;
        this.compression = compression;
    }

    PartWriter newWriter(Slice slice) throws IOException {
        String name = String.format(Locale.ROOT, "slice-%05d", slice.summary().number());
        return new PartWriter(scratch, name, WriteOptions.of(compression), buffers);
    }

    /** Stores a finished file, which is no longer in the scratch folder then. */
    PartFile store(Slice slice, WrittenPart written, FileSchema schema, SliceTally tally) throws IOException {
        String eventType = slice.summary().eventType();
        String path = String.format(
                Locale.ROOT, "%s/part-%05d.parquet", eventType, slice.summary().number());
        long bytes = Files.size(written.file());
        String sha256 = digest.sha256(written.file());
        store.moveIn(outputPrefix + path, written.file(), CONTENT_TYPE);
        return new PartFile(
                path,
                eventType,
                written.rows(),
                bytes,
                sha256,
                Objects.requireNonNull(tally.first(), "a written row has a time"),
                Objects.requireNonNull(tally.last(), "a written row has a time"),
                schema.schemaId());
    }
}
