package org.eventextractor.lambda.priming;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eventextractor.core.storage.ObjectStores;
import org.eventextractor.core.storage.S3Clients;
import org.eventextractor.lambda.batch.BatchClients;
import org.eventextractor.lambda.batch.JobQueues;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * S3 and Batch in memory, behind the real clients: all of a call is real but the network. It knows as much of both as a
 * rehearsal needs: objects are written, read, listed and removed, and jobs are submitted, to nowhere.
 *
 * <p>Thread-safe.
 */
public final class RehearsalCloud implements AutoCloseable {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "rehearsal",
            "AWS_SECRET_ACCESS_KEY", "rehearsal",
            "AWS_ENDPOINT_URL", "https://rehearsal.invalid");

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final ObjectStores stores = new ObjectStores(S3Clients.create(ENVIRONMENT, new Wire()));
    private final JobQueues queues = new JobQueues(BatchClients.create(ENVIRONMENT, new Wire()));

    /** Its buckets: every one is there, and empty at first. */
    public ObjectStores stores() {
        return stores;
    }

    /** Its queues: every one is there. */
    public JobQueues queues() {
        return queues;
    }

    @Override
    public void close() {
        stores.close();
        queues.close();
    }

    private Reply answer(SdkHttpRequest request, byte[] body) {
        String path = request.encodedPath();
        if (request.method() == SdkHttpMethod.POST) {
            return Reply.of("{\"jobId\": \"rehearsal\", \"jobName\": \"rehearsal\"}");
        }
        if (request.rawQueryParameters().containsKey("list-type")) {
            return Reply.of(listing(request));
        }
        if (request.method() == SdkHttpMethod.PUT) {
            objects.put(path, body);
            return new Reply(200, new byte[0], path);
        }
        if (request.method() == SdkHttpMethod.DELETE) {
            objects.remove(path);
            return new Reply(204, new byte[0], path);
        }
        byte[] object = objects.get(path);
        return object == null ? new Reply(404, new byte[0], path) : new Reply(200, object, path);
    }

    private String listing(SdkHttpRequest request) {
        String bucket = request.encodedPath() + (request.encodedPath().endsWith("/") ? "" : "/");
        String prefix = request.firstMatchingRawQueryParameter("prefix").orElse("");
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
        objects.keySet().stream()
                .filter(path -> path.startsWith(bucket + prefix))
                .map(path -> path.substring(bucket.length()))
                .forEach(key -> xml.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><Size>1</Size><ETag>\"rehearsal\"</ETag>")
                        .append("<LastModified>2024-01-01T00:00:00.000Z</LastModified></Contents>"));
        return xml.append("</ListBucketResult>").toString();
    }

    private static final class Reply {
        private final int status;
        private final byte[] body;
        private final String path;

        /** @param path of the object, of which its entity tag is made */
        Reply(int status, byte[] body, String path) {
            this.status = status;
            this.body = body;
            this.path = path;
        }

        static Reply of(String text) {
            return new Reply(200, text.getBytes(StandardCharsets.UTF_8), "");
        }

        HttpExecuteResponse response(boolean withBody) {
            SdkHttpResponse head = SdkHttpResponse.builder()
                    .statusCode(status)
                    .putHeader("Content-Length", Integer.toString(body.length))
                    .putHeader("ETag", "\"" + Integer.toHexString(path.hashCode()) + "\"")
                    .build();
            HttpExecuteResponse.Builder response = HttpExecuteResponse.builder().response(head);
            return withBody
                    ? response.responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                            .build()
                    : response.build();
        }
    }

    /** Stands where the HTTP client would. */
    private final class Wire implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    SdkHttpRequest head = request.httpRequest();
                    byte[] body = body(request);
                    return answer(head, body).response(head.method() != SdkHttpMethod.HEAD);
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}

        private static byte[] body(HttpExecuteRequest request) throws IOException {
            ContentStreamProvider content = request.contentStreamProvider().orElse(null);
            if (content == null) {
                return new byte[0];
            }
            try (InputStream stream = content.newStream()) {
                return stream.readAllBytes();
            }
        }
    }
}
