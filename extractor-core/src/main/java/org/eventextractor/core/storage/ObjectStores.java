package org.eventextractor.core.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Opens the stores that storage URIs name, each bucket or folder once. The S3 client is made when the first bucket is
 * opened, so work on folders alone needs no credentials.
 *
 * <p>Thread-safe.
 */
public final class ObjectStores implements AutoCloseable {

    private final Map<String, String> environment;
    private final int maxConnections;
    /** By scheme and root, as text: the hash of a record is code made at run time, some 5 ms of it for the first. */
    private final Map<String, ObjectStore> open = new ConcurrentHashMap<>();

    private @Nullable S3Client client;

    /**
     * @param environment as {@link S3Clients#create} reads it
     * @param maxConnections how many S3 calls may be under way at once, over all buckets
     */
    public ObjectStores(Map<String, String> environment, int maxConnections) {
        this.environment = Map.copyOf(environment);
        this.maxConnections = maxConnections;
    }

    /** @param client of all buckets; closed with this */
    public ObjectStores(S3Client client) {
        this(Map.of(), 1);
        this.client = client;
    }

    /** The store that a URI lies in; the URI's key does not matter. */
    public ObjectStore open(StorageUri uri) {
        StorageUri root = new StorageUri(uri.scheme(), uri.root(), "");
        return open.computeIfAbsent(root.toString(), text -> create(root));
    }

    /** Ends the S3 connections; the stores opened here cannot be used any more. */
    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private ObjectStore create(StorageUri root) {
        return root.scheme().equals("s3")
                ? new S3ObjectStore(client(), root.root())
                : new FolderObjectStore(Path.of(root.root()));
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = S3Clients.create(environment, maxConnections);
        }
        return client;
    }
}
