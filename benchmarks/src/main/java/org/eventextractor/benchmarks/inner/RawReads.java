package org.eventextractor.benchmarks.inner;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.crt.auth.credentials.Credentials;
import software.amazon.awssdk.crt.auth.signing.AwsSigner;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig;
import software.amazon.awssdk.crt.auth.signing.AwsSigningConfig.AwsSignedBodyHeaderType;
import software.amazon.awssdk.crt.http.HttpClientConnection;
import software.amazon.awssdk.crt.http.HttpClientConnectionManager;
import software.amazon.awssdk.crt.http.HttpClientConnectionManagerOptions;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.crt.http.HttpHeader;
import software.amazon.awssdk.crt.http.HttpRequest;
import software.amazon.awssdk.crt.http.HttpStreamBase;
import software.amazon.awssdk.crt.http.HttpStreamBaseResponseHandler;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.ClientTlsContext;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;
import software.amazon.awssdk.crt.io.SocketOptions;
import software.amazon.awssdk.crt.io.TlsContextOptions;

/**
 * The Common Runtime's HTTP client and signer, and nothing more: no retries, no deadlines, no checks. What is dearer
 * than this is the product's own doing. The process's end frees what it holds.
 */
final class RawReads implements ReadCost.Reads {

    private final URI server;
    private final HttpClientConnectionManager connections;
    private final Credentials credentials;

    RawReads(Map<String, String> environment, int inFlight) {
        server = URI.create(environment.getOrDefault("AWS_ENDPOINT_URL_S3", ""));
        credentials = new Credentials(
                bytes(environment, "AWS_ACCESS_KEY_ID"), bytes(environment, "AWS_SECRET_ACCESS_KEY"), null);
        EventLoopGroup eventLoops = new EventLoopGroup(Runtime.getRuntime().availableProcessors());
        TlsContextOptions trust = TlsContextOptions.createDefaultClient();
        trust.overrideDefaultTrustStoreFromPath(null, environment.get("AWS_CA_BUNDLE"));
        connections = HttpClientConnectionManager.create(new HttpClientConnectionManagerOptions()
                .withClientBootstrap(new ClientBootstrap(eventLoops, new HostResolver(eventLoops)))
                .withSocketOptions(new SocketOptions())
                .withTlsContext(new ClientTlsContext(trust))
                .withUri(server)
                .withMaxConnections(inFlight));
    }

    @Override
    public CompletableFuture<byte[]> begin(String bucket, String key, String eTag, int size) {
        HttpRequest request = new HttpRequest("GET", "/" + bucket + "/" + key);
        request.addHeader("Host", server.getAuthority());
        request.addHeader("If-Match", '"' + eTag + '"');
        return AwsSigner.signRequest(request, signing())
                .thenCompose(signed ->
                        connections.acquireConnection().thenCompose(connection -> exchange(connection, signed, size)));
    }

    private AwsSigningConfig signing() {
        AwsSigningConfig config = new AwsSigningConfig();
        config.setService("s3");
        config.setRegion("us-east-1");
        config.setCredentials(credentials);
        config.setSignedBodyHeader(AwsSignedBodyHeaderType.X_AMZ_CONTENT_SHA256);
        config.setSignedBodyValue("UNSIGNED-PAYLOAD");
        config.setShouldNormalizeUriPath(false);
        config.setUseDoubleUriEncode(false);
        return config;
    }

    private CompletableFuture<byte[]> exchange(HttpClientConnection connection, HttpRequest request, int size) {
        ByteBuffer body = ByteBuffer.allocate(size);
        CompletableFuture<byte[]> read = new CompletableFuture<>();
        connection
                .makeRequest(request, new HttpStreamBaseResponseHandler() {
                    @Override
                    public void onResponseHeaders(HttpStreamBase stream, int status, int type, HttpHeader[] headers) {
                        // the size of the body is known
                    }

                    @Override
                    public int onResponseBody(HttpStreamBase stream, byte[] piece) {
                        body.put(piece);
                        return piece.length;
                    }

                    @Override
                    public void onResponseComplete(HttpStreamBase stream, int errorCode) {
                        stream.close();
                        connections.releaseConnection(connection);
                        if (errorCode == 0) {
                            read.complete(body.array());
                        } else {
                            read.completeExceptionally(new HttpException(errorCode));
                        }
                    }
                })
                .activate();
        return read;
    }

    private static byte[] bytes(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8);
    }
}
