package org.eventextractor.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.eventextractor.core.request.TimeRange;
import org.eventextractor.core.request.UserSelection;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.WriteCondition;

/**
 * Sample events: writes the files of a {@link SampleSpec} and knows what any request for them must find. Nothing is
 * held; every answer replays the seed, so millions of rows need no memory.
 *
 * <p>Immutable and thread-safe. Files are made on all processors.
 *
 * @param spec which events there are
 */
public record SampleEvents(SampleSpec spec) {

    private static final String PARQUET = "application/vnd.apache.parquet";

    /**
     * Writes every file as {@code <prefix>/<type>/year=YYYY/month=MM/day=DD/<name>.parquet}, over what is there.
     *
     * @param prefix without a trailing slash; empty for the store's root
     */
    public SampleSummary writeTo(ObjectStore store, String prefix) {
        String folder = prefix.isEmpty() ? "" : prefix + "/";
        return write((key, bytes) -> store.write(folder + key, bytes, PARQUET, WriteCondition.always()));
    }

    /** Writes every file as {@code <folder>/<type>/year=YYYY/month=MM/day=DD/<name>.parquet}. */
    public SampleSummary writeTo(Path folder) {
        return write((key, bytes) -> writeFile(folder.resolve(key), bytes));
    }

    /** Every event of the files, in the order of the files and rows. */
    public Stream<SampleEvent> events() {
        return spec.files().flatMap(SampleFile::events);
    }

    /**
     * The events a request must find, whatever type or folder they are in.
     *
     * @param users whose events are wanted
     * @param range when they occurred, both ends included
     */
    public Stream<SampleEvent> expected(UserSelection users, TimeRange range) {
        Set<UUID> wanted = new HashSet<>(users.users());
        return events().filter(event -> users.all() || wanted.contains(event.user()))
                .filter(event -> event.isIn(range));
    }

    private SampleSummary write(BiConsumer<String, byte[]> sink) {
        return spec.files().parallel().map(file -> written(file, sink)).reduce(SampleSummary.NONE, SampleSummary::plus);
    }

    private static SampleSummary written(SampleFile file, BiConsumer<String, byte[]> sink) {
        byte[] bytes = file.bytes();
        sink.accept(file.key(), bytes);
        return new SampleSummary(1, file.spec().shape().rows(), bytes.length);
    }

    private static void writeFile(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sample file " + file, e);
        }
    }
}
