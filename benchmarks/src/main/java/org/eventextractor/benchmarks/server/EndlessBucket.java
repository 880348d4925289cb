package org.eventextractor.benchmarks.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.eventextractor.benchmarks.data.BenchData;
import org.eventextractor.benchmarks.data.DataSet;
import org.eventextractor.benchmarks.data.DayFolders;

/**
 * Some days' files, held in memory, again and again under the names of as many days as are wanted. Immutable.
 *
 * @param days files by name, of each day that differs
 * @param folders which of these days a day folder's prefix stands for, in the order of keys
 */
record EndlessBucket(List<TreeMap<String, StoredFile>> days, TreeMap<String, Integer> folders) {

    /** Reads the data set's different days. */
    static EndlessBucket of(DataSet data, int days) throws IOException {
        List<TreeMap<String, StoredFile>> originals = new ArrayList<>();
        int different = Math.min(BenchData.days(), data.days());
        for (int n = 0; n < different; n++) {
            originals.add(load(data, data.firstDay().plusDays(n)));
        }
        TreeMap<String, Integer> folders = new TreeMap<>();
        for (int n = 0; n < days; n++) {
            folders.put(DayFolders.prefix(data.firstDay().plusDays(n)), n % different);
        }
        return new EndlessBucket(List.copyOf(originals), folders);
    }

    private static TreeMap<String, StoredFile> load(DataSet data, LocalDate day) throws IOException {
        TreeMap<String, StoredFile> files = new TreeMap<>();
        for (Path file : DayFolders.files(data.folder(), day)) {
            byte[] bytes = Files.readAllBytes(file);
            String name = String.valueOf(file.getFileName());
            files.put(name, new StoredFile(name, bytes, DigestUtils.md5Hex(bytes)));
        }
        return files;
    }

    Optional<StoredFile> find(String key) {
        int slash = key.lastIndexOf('/') + 1;
        Integer day = folders.get(key.substring(0, slash));
        return day == null
                ? Optional.empty()
                : Optional.ofNullable(days.get(day).get(key.substring(slash)));
    }

    /** All objects whose key begins with the prefix and comes after another, in the order of keys. */
    Stream<Map.Entry<String, StoredFile>> list(String prefix, String after) {
        return folders.entrySet().stream()
                .filter(folder -> folder.getKey().startsWith(prefix) || prefix.startsWith(folder.getKey()))
                .flatMap(folder -> files(folder.getKey(), days.get(folder.getValue()), after))
                .filter(file -> file.getKey().startsWith(prefix));
    }

    private static Stream<Map.Entry<String, StoredFile>> files(
            String folder, TreeMap<String, StoredFile> files, String after) {
        if (after.startsWith(folder)) {
            return named(folder, files.tailMap(after.substring(folder.length()), false));
        }
        return folder.compareTo(after) > 0 ? named(folder, files) : Stream.empty();
    }

    private static Stream<Map.Entry<String, StoredFile>> named(String folder, Map<String, StoredFile> files) {
        return files.values().stream().map(file -> Map.entry(folder + file.name(), file));
    }
}
