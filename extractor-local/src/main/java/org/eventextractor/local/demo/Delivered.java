package org.eventextractor.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eventextractor.core.storage.ObjectPage;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.ObjectSummary;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.samples.SampleEvent;
import org.eventextractor.samples.SampleReader;
import org.eventextractor.samples.SampleType;
import org.jspecify.annotations.Nullable;

/**
 * What an extract delivered.
 *
 * @param store the bucket of requests
 * @param folder the output folder's key prefix; ends in a slash
 */
public record Delivered(ObjectStore store, String folder) {
    private static final String DATA_SUFFIX = ".parquet";
    private static final long MAX_BYTES = 256 << 20;

    /** Every file of the folder, in order of its key. */
    public List<ObjectSummary> files() {
        List<ObjectSummary> files = new ArrayList<>();
        String token = null;
        do {
            ObjectPage page = page(token);
            files.addAll(page.objects());
            token = page.nextToken();
        } while (token != null);
        return files;
    }

    /** The data files of one event type. */
    public List<ObjectSummary> dataFiles(SampleType type) {
        String prefix = folder + type.eventType() + "/";
        return files().stream()
                .filter(file -> file.key().startsWith(prefix) && file.key().endsWith(DATA_SUFFIX))
                .toList();
    }

    /** Where a file of the folder lies below it. */
    public String pathOf(ObjectSummary file) {
        return file.key().substring(folder.length());
    }

    /** A file of the folder, by its path below it. */
    public byte[] read(String path) {
        return store.read(folder + path, ReadCondition.any(), MAX_BYTES).bytes();
    }

    /** Copies a file of the folder to a local one. */
    public Path fetch(ObjectSummary file, Path localFolder) {
        Path local = localFolder.resolve(pathOf(file));
        try {
            Files.createDirectories(local.getParent());
            return Files.write(
                    local,
                    store.read(file.key(), ReadCondition.any(), MAX_BYTES).bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + local, e);
        }
    }

    /** Every event of every data file. */
    public List<SampleEvent> events(List<SampleType> types, Path localFolder) {
        return types.stream()
                .flatMap(type -> dataFiles(type).stream()
                        .flatMap(file -> SampleReader.read(type, fetch(file, localFolder)).stream()))
                .toList();
    }

    private ObjectPage page(@Nullable String token) {
        return store.list(folder, token);
    }
}
