package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a folder's listing. Folders are entered in the order of their keys with the slash at the end, which makes
 * the walk's order the order of all keys; only folders that can hold the page's keys are entered, and only files that
 * may be on the page are looked at. The token is the last key of the page before.
 *
 * <p>Used once, by one thread.
 */
final class FolderListing {

    private final FolderKeys keys;
    private final String prefix;
    private final @Nullable String token;
    private final int pageSize;
    private final List<ObjectSummary> found = new ArrayList<>();

    /** @param pageSize how many objects a page holds; the names of a folder's files are read anew for each page */
    FolderListing(FolderKeys keys, String prefix, @Nullable String token, int pageSize) {
        this.keys = keys;
        this.prefix = prefix;
        this.token = token;
        this.pageSize = pageSize;
    }

    ObjectPage page() throws IOException {
        int slash = prefix.lastIndexOf('/');
        String start = prefix.substring(0, slash + 1);
        Path folder = start.isEmpty() ? keys.folder() : keys.path(start.substring(0, slash));
        walk(folder, start, prefix.substring(slash + 1));
        if (found.size() <= pageSize) {
            return new ObjectPage(found, null);
        }
        return new ObjectPage(
                found.subList(0, pageSize), found.get(pageSize - 1).key());
    }

    /** @param beginning of the names that are wanted */
    private void walk(Path folder, String folderKey, String beginning) throws IOException {
        String passed = passedIn(folderKey);
        FolderEntries entries = FolderEntries.of(folder, name -> name.startsWith(beginning) && !isPassed(name, passed));
        while (!entries.isEmpty() && found.size() <= pageSize) {
            FolderEntries.Entry entry = entries.next();
            if (!entry.isFolder()) {
                look(entry, folderKey, passed, entries);
            } else if (Utf8Order.INSTANCE.compare(entry.name(), passed) > 0 || passed.startsWith(entry.name())) {
                walk(entry.path(), folderKey + entry.name(), "");
            }
        }
    }

    /** What the token says of a folder: names up to this one were listed. */
    private String passedIn(String folderKey) {
        return token != null && token.startsWith(folderKey) ? token.substring(folderKey.length()) : "";
    }

    /** Whether neither a file nor a folder of that name can be on this page or a later one. */
    private static boolean isPassed(String name, String passed) {
        return Utf8Order.INSTANCE.compare(name, passed) < 0 && !passed.startsWith(name);
    }

    /** Lists a file; a folder waits until its turn comes. */
    private void look(FolderEntries.Entry entry, String folderKey, String passed, FolderEntries entries)
            throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(entry.path(), BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                entries.addFolder(entry);
            } else if (attributes.isRegularFile() && Utf8Order.INSTANCE.compare(entry.name(), passed) > 0) {
                found.add(FolderKeys.summary(folderKey + entry.name(), attributes));
            }
        } catch (NoSuchFileException e) {
            // deleted meanwhile, or a link to nowhere
        }
    }
}
