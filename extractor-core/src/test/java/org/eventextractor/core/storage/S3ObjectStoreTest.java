package org.eventextractor.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;
import org.eventextractor.core.storage.StorageException.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 may answer, as a server that says what it is told to. */
class S3ObjectStoreTest {

    private static final String WRITE_ID = "x-amz-meta-extractor-write-id";

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private S3Client client;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
        client = S3Clients.create(
                Map.of(
                        "AWS_ENDPOINT_URL_S3",
                                "http://127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret"),
                4);
        store = new S3ObjectStore(client, "bucket");
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void aWonWriteWhoseAnswerWasLostIsNotTakenForALostOne() {
        String[] writeId = new String[1];
        answers.add(exchange -> {
            writeId[0] = exchange.getRequestHeaders().getFirst(WRITE_ID);
            exchange.close();
        });
        answers.add(status(412, "PreconditionFailed"));
        answers.add(exchange -> {
            exchange.getResponseHeaders().add(WRITE_ID, writeId[0]);
            exchange.getResponseHeaders().add("ETag", "\"ours\"");
            exchange.sendResponseHeaders(200, -1);
        });

        String eTag = store.write("claim", new byte[3], "text/plain", WriteCondition.ifAbsent());

        assertThat(eTag).isEqualTo("ours");
        assertThat(calls).containsExactly("PUT", "PUT", "HEAD");
    }

    @Test
    void aWriteThatAnotherWonIsLostEvenAfterARetry() {
        answers.add(status(500, "InternalError"));
        answers.add(status(412, "PreconditionFailed"));
        answers.add(exchange -> {
            exchange.getResponseHeaders().add(WRITE_ID, "another");
            exchange.getResponseHeaders().add("ETag", "\"theirs\"");
            exchange.sendResponseHeaders(200, -1);
        });

        assertKind(Kind.CHANGED, () -> store.write("claim", new byte[3], "text/plain", WriteCondition.ifAbsent()));
    }

    @Test
    void aConflictOfConditionalWritesIsTriedAgain() {
        answers.add(status(409, "ConditionalRequestConflict"));
        answers.add(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"new\"");
            exchange.sendResponseHeaders(200, -1);
        });

        assertThat(store.write("k", new byte[3], "text/plain", WriteCondition.ifMatch("old")))
                .isEqualTo("new");
    }

    @Test
    void aConditionalWriteOverWhatIsGoneIsAChange() {
        answers.add(status(404, "NoSuchKey"));
        answers.add(status(404, ""));

        assertKind(Kind.CHANGED, () -> store.write("k", new byte[3], "text/plain", WriteCondition.ifMatch("old")));
    }

    @Test
    void conditionsAreSentAsS3SpellsThem() {
        answers.add(exchange -> {
            assertHeader(exchange, "If-None-Match", "*");
            exchange.getResponseHeaders().add("ETag", "\"a\"");
            exchange.sendResponseHeaders(200, -1);
        });
        answers.add(exchange -> {
            assertHeader(exchange, "If-Match", "\"a\"");
            exchange.getResponseHeaders().add("ETag", "\"b\"");
            exchange.sendResponseHeaders(200, -1);
        });
        answers.add(exchange -> {
            assertHeader(exchange, "If-Match", "\"b\"");
            assertHeader(exchange, "Range", "bytes=5-7");
            exchange.getResponseHeaders().add("ETag", "\"b\"");
            exchange.sendResponseHeaders(206, 3);
            exchange.getResponseBody().write(new byte[3]);
        });

        store.write("k", new byte[1], "text/plain", WriteCondition.ifAbsent());
        store.write("k", new byte[1], "text/plain", WriteCondition.ifMatch("a"));
        store.readRange("k", ReadCondition.ifMatch("b"), 5, 3);

        assertThat(calls).containsExactly("PUT", "PUT", "GET");
    }

    @Test
    void aBodyThatBreaksOffIsReadAgain() {
        answers.add(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"a\"");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        });
        answers.add(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"a\"");
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[1_000]);
        });

        assertThat(store.read("k", ReadCondition.any(), 1_000).bytes()).hasSize(1_000);
        assertThat(calls).containsExactly("GET", "GET");
    }

    @Test
    void tooLargeABodyIsNotRead() {
        answers.add(exchange -> {
            exchange.getResponseHeaders().add("ETag", "\"a\"");
            exchange.sendResponseHeaders(200, 1L << 40);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });

        assertKind(Kind.TOO_LARGE, () -> store.read("k", ReadCondition.any(), 1_000));
        assertThat(calls).containsExactly("GET");
    }

    @Test
    void aServerInTroubleIsAskedABoundedNumberOfTimes() {
        for (int i = 0; i < 20; i++) {
            answers.add(status(503, "SlowDown"));
        }

        assertKind(Kind.UNAVAILABLE, () -> store.read("k", ReadCondition.any(), 1_000));
        assertThat(calls).hasSize(5);
    }

    @Test
    void aRefusalNamesTheObjectAndWhatToCheck() {
        answers.add(status(403, "AccessDenied"));

        assertThatThrownBy(() -> store.read("a/k", ReadCondition.any(), 1_000))
                .hasMessageContaining("s3://bucket/a/k")
                .hasMessageContaining("AccessDenied")
                .hasMessageContaining("role");
    }

    @Test
    void expiredCredentialsAreNoRefusal() {
        for (int i = 0; i < 5; i++) {
            answers.add(status(400, "ExpiredToken"));
        }

        assertKind(Kind.CREDENTIALS_EXPIRED, () -> store.write("k", new byte[1], "x", WriteCondition.always()));
    }

    @Test
    void aListingThatBreaksOffIsAskedForAgain() {
        String listing = "<ListBucketResult><IsTruncated>false</IsTruncated>"
                + "<Contents><Key>p/a</Key><Size>1</Size><ETag>t</ETag></Contents></ListBucketResult>";
        answers.add(xml(listing.substring(0, 80)));
        answers.add(status(503, "SlowDown"));
        answers.add(exchange -> {
            exchange.sendResponseHeaders(200, listing.length());
            exchange.getResponseBody().write(bytes(listing.substring(0, 80)));
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        });
        answers.add(xml(listing));

        assertThat(store.list("p/", null).objects()).containsExactly(new ObjectSummary("p/a", 1, "t"));
        assertThat(calls).hasSize(4);
    }

    @Test
    void anAnswerThatIsNoListingFailsWithWhatIsMissing() {
        for (int i = 0; i < 5; i++) {
            answers.add(xml("<ListBucketResult/>"));
        }

        assertThatThrownBy(() -> store.list("p/", null))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("s3://bucket/p/")
                .hasMessageContaining("IsTruncated");
    }

    @Test
    void aMissingBucketIsNotFound() {
        answers.add(status(404, "NoSuchBucket"));

        assertKind(Kind.NOT_FOUND, () -> store.list("p/", null));
    }

    @Test
    void anotherRegionIsNamedAsTheLikelyCause() {
        answers.add(status(301, "PermanentRedirect"));

        assertThatThrownBy(() -> store.list("p/", null)).hasMessageContaining("AWS_REGION");
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod());
        exchange.getRequestBody().readAllBytes();
        try (exchange) {
            answers.remove().to(exchange);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Answer xml(String document) {
        return exchange -> {
            exchange.sendResponseHeaders(200, document.length());
            exchange.getResponseBody().write(bytes(document));
        };
    }

    private static Answer status(int status, String code) {
        byte[] body =
                bytes("<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>told to</Message></Error>");
        return exchange -> {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        };
    }

    private static void assertHeader(HttpExchange exchange, String name, String value) throws IOException {
        if (!value.equals(exchange.getRequestHeaders().getFirst(name))) {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private static void assertKind(Kind kind, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StorageException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }
}
