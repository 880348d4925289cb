package org.eventextractor.core.storage.crt;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eventextractor.core.storage.AsyncObjectReader;
import org.eventextractor.core.storage.ByteRange;
import org.eventextractor.core.storage.ReadCondition;
import org.eventextractor.core.storage.S3Environment;
import org.eventextractor.core.storage.S3Errors;
import org.eventextractor.core.storage.StorageException;
import org.eventextractor.core.storage.StorageException.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads the objects of one S3 bucket through the AWS Common Runtime: a request costs a fraction of what it costs
 * through the SDK's clients, and none needs a thread.
 *
 * <p>Thread-safe. Reads complete on threads of the runtime.
 */
public final class CrtObjectReader implements AsyncObjectReader {

    private static final Logger log = LoggerFactory.getLogger(CrtObjectReader.class);

    private static final Duration CREDENTIALS_INTERVAL = Duration.ofSeconds(15);

    /** In the time of one attempt: one look at all deadlines costs less than a timer for each of them. */
    private static final int DEADLINE_CHECKS = 20;

    /** What a read works with. */
    record Parts(
            BucketAddress address,
            RequestSigner signer,
            HttpTransport transport,
            AnswerJudge judge,
            DepthGate gate,
            ReadTimer timer,
            ReadPolicy policy) {}

    private final S3Errors errors;
    private final Parts parts;
    private final Set<ObjectRead> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * A reader of one bucket; the caller closes it.
     *
     * @param environment as {@link S3Environment#from} reads it
     * @param maxInFlight the most requests under way at once; how many are adapts to what the server bears
     * @throws IllegalArgumentException if the environment cannot be used
     * @throws StorageException {@code UNAVAILABLE} if there are no credentials
     * @throws LinkageError if the runtime's library cannot be loaded on this machine
     */
    public static CrtObjectReader open(Map<String, String> environment, String bucket, int maxInFlight) {
        S3Environment s3 = S3Environment.from(environment);
        try {
            return new CrtObjectReader(s3, bucket, maxInFlight, ReadPolicy.standard());
        } catch (SdkException e) {
            throw new S3Errors(bucket).of("read", "", e);
        }
    }

    CrtObjectReader(S3Environment s3, String bucket, int maxInFlight, ReadPolicy policy) {
        BucketAddress address = BucketAddress.of(s3, bucket);
        errors = new S3Errors(bucket);
        parts = new Parts(
                address,
                new RequestSigner(s3),
                new HttpTransport(address.uri(), maxInFlight, policy, s3.authorities()),
                new AnswerJudge(errors),
                new DepthGate(new AdaptiveDepth(maxInFlight, System::nanoTime)),
                new ReadTimer(),
                policy);
        parts.timer().every(CREDENTIALS_INTERVAL, this::refreshCredentials);
        parts.timer()
                .every(
                        policy.attemptTimeout().dividedBy(DEADLINE_CHECKS),
                        () -> open.forEach(ObjectRead::checkDeadline));
    }

    @Override
    public CompletableFuture<byte[]> read(String key, ReadCondition condition, long size) {
        return begin(ReadRequest.whole(key, condition, size));
    }

    @Override
    public CompletableFuture<byte[]> readRange(String key, ReadCondition condition, long offset, int length) {
        return begin(ReadRequest.part(key, condition, new ByteRange(offset, length)));
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(read -> read.fail(closedBefore()));
        parts.transport().close();
        parts.timer().close();
    }

    private CompletableFuture<byte[]> begin(ReadRequest request) {
        ObjectRead read = new ObjectRead(parts, request, open::remove);
        open.add(read);
        if (closed) {
            read.fail(closedBefore());
        }
        return read.begin();
    }

    /** A failure is not the end: the credentials at hand last for a while. */
    private void refreshCredentials() {
        try {
            parts.signer().refresh();
        } catch (RuntimeException e) {
            log.warn("the credentials could not be renewed; those at hand stay in use", e);
        }
    }

    private StorageException closedBefore() {
        return new StorageException(Kind.UNAVAILABLE, "reading " + errors.describe("") + " was ended before");
    }
}
