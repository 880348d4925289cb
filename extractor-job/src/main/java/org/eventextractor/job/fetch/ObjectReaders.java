package org.eventextractor.job.fetch;

import java.util.Map;
import java.util.concurrent.Executor;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ObjectStore;
import org.eventextractor.core.storage.StorageUri;
import org.eventextractor.core.storage.StoreObjectReader;
import org.eventextractor.core.storage.crt.CrtObjectReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads buckets by the method that was chosen, and folders through their store.
 *
 * <p>Thread-safe.
 */
public final class ObjectReaders implements ReaderFactory {

    private static final Logger log = LoggerFactory.getLogger(ObjectReaders.class);

    private final FetchMethod method;
    private final Map<String, String> environment;
    private final int maxInFlight;

    /**
     * @param environment as {@link CrtObjectReader#open} reads it
     * @param maxInFlight the most requests under way at once
     */
    public ObjectReaders(FetchMethod method, Map<String, String> environment, int maxInFlight) {
        this.method = method;
        this.environment = Map.copyOf(environment);
        this.maxInFlight = maxInFlight;
    }

    @Override
    public AsyncObjectReader open(ObjectStore store, Executor threads) {
        StorageUri root = store.root();
        if (method == FetchMethod.SDK || !root.scheme().equals("s3")) {
            return new StoreObjectReader(store, threads);
        }
        try {
            return CrtObjectReader.open(environment, root.root(), maxInFlight);
        } catch (LinkageError e) {
            log.warn(
                    "the AWS Common Runtime does not load here (it unpacks its library in java.io.tmpdir, which must "
                            + "allow execution); reading with the SDK's client, which costs more",
                    e);
            return new StoreObjectReader(store, threads);
        }
    }
}
