package org.eventextractor.core.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One page of a folder's listing. Folders are entered in the order of their keys with the slash at the end, which makes
 * the walk's order the order of all keys; only folders that can hold the page's keys are entered, and only files that
 * may be on the page are looked at. The token is the last key of the page before.
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
        Path folder = start.isEmpty() ? keys.folder() : keys.path(start.substring(0, slash));
        walk(folder, start, prefix.substring(slash + 1));
        if (found.size() <= PAGE) {
            return new ObjectPage(found, null);
        }
        return new ObjectPage(found.subList(0, PAGE), found.get(PAGE - 1).key());
    }

    /** @param beginning of the names that are wanted */
    private void walk(Path folder, String folderKey, String beginning) throws IOException {
        String passed = passedIn(folderKey);
        Queue<String> names = names(folder, beginning, passed);
        while (!names.isEmpty() && found.size() <= PAGE) {
            String name = names.remove();
            if (!name.endsWith("/")) {
                look(folder.resolve(name), folderKey, name, passed).ifPresent(names::add);
            } else if (Utf8Order.INSTANCE.compare(name, passed) > 0 || passed.startsWith(name)) {
                walk(folder.resolve(name), folderKey + name, "");
            }
        }
    }

    /** What the token says of a folder: names up to this one were listed. */
    private String passedIn(String folderKey) {
        return token != null && token.startsWith(folderKey) ? token.substring(folderKey.length()) : "";
    }

    private static Queue<String> names(Path folder, String beginning, String passed) throws IOException {
        Queue<String> names = new PriorityQueue<>(Utf8Order.INSTANCE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(beginning) && !isPassed(name, passed) && !FolderKeys.isHidden(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new ArrayDeque<>();
        }
        return names;
    }

    /** Whether neither a file nor a folder of that name can be on this page or a later one. */
    private static boolean isPassed(String name, String passed) {
        return Utf8Order.INSTANCE.compare(name, passed) < 0 && !passed.startsWith(name);
    }

    /** Lists a file; of a folder, gives the name under which its turn comes. */
    private Optional<String> look(Path file, String folderKey, String name, String passed) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                return Optional.of(name + "/");
            }
            if (attributes.isRegularFile() && Utf8Order.INSTANCE.compare(name, passed) > 0) {
                found.add(FolderKeys.summary(folderKey + name, attributes));
            }
        } catch (NoSuchFileException e) {
            // deleted meanwhile, or a link to nowhere
        }
        return Optional.empty();
    }
}
