package org.eventextractor.core.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where objects live: one bucket, or one folder seen as a bucket, and a key or key prefix in it.
 *
 * <p>Written {@code s3://bucket/key} or {@code file:/absolute/folder/}. A {@code file:} URI is all root: its key is
 * empty unless {@link #resolve} adds one.
 *
 * @param scheme {@code s3} or {@code file}
 * @param root the bucket's name, or the folder's absolute path
 * @param key the key or prefix below the root, without a leading slash; empty for the root itself
 */
public record StorageUri(String scheme, String root, String key) {

    public StorageUri {
        if (!scheme.equals("s3") && !scheme.equals("file")) {
            throw new IllegalArgumentException("storage URI must begin with s3:// or file:, not " + scheme + ":");
        }
        if (root.isEmpty()) {
            throw new IllegalArgumentException("storage URI names no bucket or folder: " + scheme + "://" + root + key);
        }
        if (key.startsWith("/")) {
            throw new IllegalArgumentException("key must not begin with a slash: " + key);
        }
    }

    /** A key of a bucket; the key is taken as it is, never URL-decoded. */
    public static StorageUri s3(String bucket, String key) {
        return new StorageUri("s3", bucket, key);
    }

    /** A local folder as the root of its own bucket. */
    public static StorageUri folder(Path folder) {
        return new StorageUri("file", folder.toAbsolutePath().normalize().toString(), "");
    }

    /**
     * Parses {@code s3://bucket[/key]}, {@code file:/folder}, {@code file:///folder} or {@code file:relative/folder}.
     *
     * @throws IllegalArgumentException if the text is none of these; the message shows it
     */
    public static StorageUri parse(String text) {
        if (text.startsWith("s3://")) {
            String rest = text.substring("s3://".length());
            int slash = rest.indexOf('/');
            return slash < 0 ? s3(rest, "") : s3(rest.substring(0, slash), rest.substring(slash + 1));
        }
        if (text.startsWith("file:/")) {
            return folder(Path.of(fileUri(text)));
        }
        if (text.startsWith("file:")) {
            return folder(Path.of(text.substring("file:".length())));
        }
        throw new IllegalArgumentException("not a storage URI (s3://bucket/key or file:/folder): " + text);
    }

    private static URI fileUri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a file: URI (write a space as %20, for example): " + text, e);
        }
    }

    /** The same root with {@code suffix} after this key, with exactly one slash between the two. */
    public StorageUri resolve(String suffix) {
        if (key.isEmpty() || key.endsWith("/")) {
            return new StorageUri(scheme, root, key + suffix);
        }
        return new StorageUri(scheme, root, key + "/" + suffix);
    }

    /** The key as a listing prefix: empty, or ending in exactly one slash. */
    public String prefix() {
        return key.isEmpty() || key.endsWith("/") ? key : key + "/";
    }

    /** As {@link #parse} takes it: a key of S3 as it is; of a file's path, what a URI cannot hold is escaped. */
    @Override
    public String toString() {
        return scheme.equals("s3") ? "s3://" + root + "/" + key : fileText();
    }

    private String fileText() {
        String path = key.isEmpty() || root.endsWith("/") ? root + key : root + "/" + key;
        try {
            return new URI("file", null, path, null).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("an absolute path is the path of a URI: " + path, e);
        }
    }
}
