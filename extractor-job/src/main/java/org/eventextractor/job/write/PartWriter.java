package org.eventextractor.job.write;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.schema.MessageType;
import org.eventextractor.job.scan.ForeignSchemaException;
import org.eventextractor.job.scan.ScannedObject;
import org.eventextractor.job.scan.UnreadableObjectException;
import org.eventextractor.job.scan.UnreadableObjectException.Code;
import org.jspecify.annotations.Nullable;

/**
 * Writes the matched rows of many objects into one file, whose schema is the union of theirs.
 *
 * <p>As the union is known only at the end, rows go to segments in scratch files, each in the schema known when it was
 * begun; in the common case there is one, and it is the file. An object too large to be decoded at once has row groups
 * of its own: if it fails, they do not count, and those before them are copied to another segment. The same objects in
 * the same order give the same bytes.
 *
 * <p>Not safe for use by many threads. Failures of the local disk are {@link UncheckedIOException}s, after which the
 * writer can only be closed.
 */
public final class PartWriter implements Closeable {

    private final Path scratchFolder;
    private final String name;
    private final WriteOptions options;
    private final FileBuffers buffers;
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable SegmentWriter current;
    private @Nullable SourceSummary sources;
    private int nextSegment;

    /**
     * @param scratchFolder an existing folder that no one else uses names beginning with {@code name} in
     * @param name the finished file's name
     * @param buffers shared with other writers
     */
    public PartWriter(Path scratchFolder, String name, WriteOptions options, FileBuffers buffers) {
        this.scratchFolder = scratchFolder;
        this.name = name;
        this.options = options;
        this.buffers = buffers;
    }

    /**
     * Appends all matched rows of an object, or none. An object without any still widens the schema.
     *
     * @throws UnreadableObjectException if the object proves damaged, or its schema contradicts that of those before
     *     it; the writer is then as if it had never been appended
     */
    public void append(ScannedObject object) throws UnreadableObjectException {
        SourceSummary widened = widened(object);
        try {
            if (!object.isDecoded()) {
                appendLarge(object, segmentFor(widened.schema()));
            } else if (object.tally().rowsMatched() > 0) {
                segmentFor(widened.schema()).append(object);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + name, failure);
        }
        sources = widened;
    }

    /** Completes the file; empty if no row was appended. Nothing can be appended afterwards. */
    public Optional<WrittenPart> finish() {
        if (sources == null || (current == null && segments.isEmpty())) {
            return Optional.empty();
        }
        try {
            Segment whole = finish(sources);
            Path file = Files.move(whole.file(), scratchFolder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(new WrittenPart(file, whole.rows(), whole.schema()));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot complete " + name, failure);
        }
    }

    /** Removes all scratch files; a finished file stays. */
    @Override
    public void close() {
        try {
            if (current != null) {
                current.discard();
                current = null;
            }
            deleteSegments();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove the scratch files of " + name, failure);
        }
    }

    private SourceSummary widened(ScannedObject object) throws UnreadableObjectException {
        SourceSummary source = SourceSummary.of(object.schema(), object.metadata());
        try {
            return sources == null ? source : sources.plus(source);
        } catch (ForeignSchemaException contradiction) {
            throw new UnreadableObjectException(
                    Code.FOREIGN_SCHEMA,
                    object.source().key() + ": " + contradiction.getMessage()
                            + "; extract the days before and after the change apart",
                    contradiction);
        }
    }

    /** An object that cannot be taken back row by row: if it fails, its row groups do not count. */
    private void appendLarge(ScannedObject object, SegmentWriter segment)
            throws IOException, UnreadableObjectException {
        Segment before = segment.mark();
        try {
            segment.append(object);
        } catch (UnreadableObjectException unreadable) {
            takeBack(segment, before);
            throw unreadable;
        }
    }

    private void takeBack(SegmentWriter segment, Segment before) throws IOException {
        segment.finish(Map.of());
        current = null;
        if (before.rowGroups() > 0) {
            segments.add(before);
        } else {
            Files.delete(before.file());
        }
    }

    private SegmentWriter segmentFor(MessageType schema) throws IOException {
        if (current != null && !current.schema().equals(schema)) {
            finishCurrent();
        }
        SegmentWriter open = current == null ? newSegment(schema) : current;
        current = open;
        return open;
    }

    private SegmentWriter newSegment(MessageType schema) throws IOException {
        return new SegmentWriter(scratchFolder.resolve(name + ".segment-" + nextSegment++), schema, options, buffers);
    }

    private void finishCurrent() throws IOException {
        if (current != null) {
            segments.add(current.finish(Map.of()));
            current = null;
        }
    }

    private Segment finish(SourceSummary all) throws IOException {
        if (segments.isEmpty() && current != null && current.schema().equals(all.schema())) {
            Segment only = current.finish(all.metadata());
            current = null;
            return only;
        }
        finishCurrent();
        current = newSegment(all.schema());
        for (Segment segment : segments) {
            current.append(segment);
        }
        Segment merged = current.finish(all.metadata());
        current = null;
        deleteSegments();
        return merged;
    }

    private void deleteSegments() throws IOException {
        for (Segment segment : segments) {
            Files.deleteIfExists(segment.file());
        }
        segments.clear();
    }
}
