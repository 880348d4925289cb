package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One page of a folder's listing. Folders are entered in the order of their keys with the slash at the end, which makes
 * the walk's order the order of all keys; only folders that can hold the page's keys are entered. The token is the last
 * key of the page before.
 *
 * <p>Used once, by one thread.
 */
final class FolderListing {

    private static final int PAGE = 1_000;

    private final FolderKeys keys;
    private final String prefix;
    private final @Nullable String token;
    private final List<ObjectSummary> found = new ArrayList<>();

    FolderListing(FolderKeys keys, String prefix, @Nullable String token) {
        this.keys = keys;
        this.prefix = prefix;
        this.token = token;
    }

    ObjectPage page() throws IOException {
        int slash = prefix.lastIndexOf('/');
        String start = prefix.substring(0, slash + 1);
        if (start.isEmpty()) {
            walk(keys.folder(), start);
        } else {
            walk(keys.path(start.substring(0, slash)), start);
        }
        if (found.size() <= PAGE) {
            return new ObjectPage(found, null);
        }
        return new ObjectPage(found.subList(0, PAGE), found.get(PAGE - 1).key());
    }

    private void walk(Path folder, String folderKey) throws IOException {
        for (Entry entry : entries(folder, folderKey)) {
            if (found.size() > PAGE) {
                return;
            }
            if (entry.object() == null) {
                walk(folder.resolve(entry.name()), folderKey + entry.name());
            } else {
                found.add(entry.object());
            }
        }
    }

    private List<Entry> entries(Path folder, String folderKey) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                entry(file, folderKey).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
        entries.sort(Comparator.comparing(Entry::name, Utf8Order.INSTANCE));
        return entries;
    }

    private Optional<Entry> entry(Path file, String folderKey) throws IOException {
        String name = String.valueOf(file.getFileName());
        String key = folderKey + name;
        if (FolderKeys.isHidden(name) || !mayMatch(key) || isBeforeToken(key)) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isDirectory() ? folder(name + "/", key + "/") : object(name, key, attributes);
        } catch (NoSuchFileException e) {
            return Optional.empty(); // deleted meanwhile, or a link to nowhere
        }
    }

    private Optional<Entry> folder(String name, String key) {
        return mayMatch(key) ? Optional.of(new Entry(name, null)) : Optional.empty();
    }

    private Optional<Entry> object(String name, String key, BasicFileAttributes attributes) {
        boolean wanted = attributes.isRegularFile() && key.startsWith(prefix) && !key.equals(token);
        return wanted ? Optional.of(new Entry(name, FolderKeys.summary(key, attributes))) : Optional.empty();
    }

    private boolean mayMatch(String key) {
        return key.startsWith(prefix) || prefix.startsWith(key);
    }

    /** Whether neither the file of this key nor anything in a folder of this key comes after the token. */
    private boolean isBeforeToken(String key) {
        String folderKey = key + "/";
        return token != null && Utf8Order.INSTANCE.compare(folderKey, token) < 0 && !token.startsWith(folderKey);
    }

    /**
     * @param name in its folder; ends in a slash if it is a folder's own
     * @param object null for a folder
     */
    private record Entry(String name, @Nullable ObjectSummary object) {}
}
