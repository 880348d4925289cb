package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/**
 * What lies in one folder, in the order of keys. Which of it are folders shows only when it is looked at: what turns out
 * to be one is put back, and comes again where its name with a slash at the end belongs.
 *
 * <p>Used by one thread.
 */
final class FolderEntries {

    /**
     * A file, or what may be one.
     *
     * @param name with a slash at the end if it is known to be a folder
     */
    record Entry(String name, Path path) {

        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private static final Comparator<Entry> BY_NAME = (a, b) -> Utf8Order.INSTANCE.compare(a.name, b.name);

    private final Queue<Entry> unknown;
    private final Queue<Entry> folders = new PriorityQueue<>(BY_NAME);

    private FolderEntries(Queue<Entry> unknown) {
        this.unknown = unknown;
    }

    /** The entries of a folder whose names are wanted, but for our own hidden ones; none if there is no such folder. */
    static FolderEntries of(Path folder, Predicate<String> wanted) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (wanted.test(name) && !FolderKeys.isHidden(name)) {
                    entries.add(new Entry(name, file));
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new FolderEntries(new ArrayDeque<>());
        }
        entries.sort(BY_NAME);
        return new FolderEntries(new ArrayDeque<>(entries));
    }

    boolean isEmpty() {
        return unknown.isEmpty() && folders.isEmpty();
    }

    /** Takes the next one; there must be one. */
    Entry next() {
        Entry file = unknown.peek();
        Entry folder = folders.peek();
        boolean folderIsNext = folder != null && (file == null || BY_NAME.compare(folder, file) < 0);
        return folderIsNext ? folders.remove() : unknown.remove();
    }

    /** Puts an entry back that is a folder. */
    void addFolder(Entry entry) {
        folders.add(new Entry(entry.name + "/", entry.path));
    }
}
