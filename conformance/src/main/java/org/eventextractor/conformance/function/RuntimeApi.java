package org.eventextractor.conformance.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;

/**
 * The <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a> of one function on
 * 127.0.0.1: a runtime client asks it for the next call and posts the answer. Of SnapStart it knows the restore, which
 * follows at once.
 *
 * <p>Thread-safe.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String NEXT = ROOT + "invocation/next";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final String INIT_ERROR = ROOT + "init/error";
    private static final String RESTORE_NEXT = ROOT + "restore/next";
    private static final String RESTORE_ERROR = ROOT + "restore/error";

    private static final int MAX_ANSWER_BYTES = 6 << 20;

    /** An answer that leaves in two packets costs each call 40 ms: the second waits for the first's acknowledgement. */
    private static final int ONE_PACKET = 64 << 10;

    private final HttpServer server;
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Call> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<Long> initialized = new CompletableFuture<>();
    private volatile boolean closed;

    private RuntimeApi() {
        this.server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                .setCanonicalHostName(HOST)
                .setSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                .setHttp1Config(Http1Config.custom().setBufferSize(ONE_PACKET).build())
                .register("*", this::answer)
                .create();
    }

    /**
     * Starts listening on a free port.
     *
     * @throws UncheckedIOException if none can be had
     */
    static RuntimeApi start() {
        RuntimeApi api = new RuntimeApi();
        try {
            api.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of this machine can be had", e);
        }
        return api;
    }

    /** Host and port, as {@code AWS_LAMBDA_RUNTIME_API} has them. */
    String address() {
        return HOST + ":" + server.getLocalPort();
    }

    /**
     * When the function was ready for its first call, or for being restored, as {@link System#nanoTime} counts; fails
     * with a {@link FunctionException} if it says that it cannot start.
     */
    CompletableFuture<Long> initialized() {
        return initialized;
    }

    /** Calls the function; the future fails if the function cannot start, or is there no more. */
    CompletableFuture<Answer> invoke(Invocation invocation) {
        Call call = new Call(UUID.randomUUID().toString(), invocation);
        waiting.add(call);
        if (closed) {
            call.answer.completeExceptionally(closed());
        }
        return call.answer;
    }

    /** Ends everything that the function or a caller waits for. */
    @Override
    public void close() {
        closed = true;
        initialized.completeExceptionally(closed());
        waiting.forEach(call -> call.answer.completeExceptionally(closed()));
        underWay.values().forEach(call -> call.answer.completeExceptionally(closed()));
        server.close(CloseMode.IMMEDIATE);
    }

    private static FunctionException closed() {
        return new FunctionException("the Runtime API was closed");
    }

    private void answer(ClassicHttpRequest request, ClassicHttpResponse response, HttpContext context)
            throws IOException {
        String body = body(request);
        String path = request.getPath();
        if (path.equals(NEXT)) {
            initialized.complete(System.nanoTime());
            next(response);
        } else if (path.startsWith(INVOCATION)) {
            response.setCode(HttpStatus.SC_ACCEPTED);
            done(path.substring(INVOCATION.length()).split("/", -1), body);
        } else if (path.equals(INIT_ERROR) || path.equals(RESTORE_ERROR)) {
            response.setCode(HttpStatus.SC_ACCEPTED);
            refuse(body);
        } else if (path.equals(RESTORE_NEXT)) {
            initialized.complete(System.nanoTime());
            response.setEntity(new StringEntity("", ContentType.APPLICATION_JSON));
        } else {
            response.setCode(HttpStatus.SC_NOT_FOUND);
        }
    }

    private static String body(ClassicHttpRequest request) throws IOException {
        HttpEntity entity = request.getEntity();
        byte[] body = entity == null ? null : EntityUtils.toByteArray(entity, MAX_ANSWER_BYTES);
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    private void next(ClassicHttpResponse response) throws IOException {
        Call call;
        try {
            call = waiting.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the Runtime API is closed", e);
        }
        Invocation invocation = call.invocation;
        long deadline = System.currentTimeMillis() + invocation.timeLimit().toMillis();
        response.setHeader("Lambda-Runtime-Aws-Request-Id", call.id);
        response.setHeader("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        response.setHeader("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
        response.setEntity(new StringEntity(invocation.event(), ContentType.APPLICATION_JSON));
        underWay.put(call.id, call);
        call.handedOver = System.nanoTime();
    }

    /** @param idAndKind the call's id, and {@code response} or {@code error} */
    private void done(String[] idAndKind, String body) {
        Call call = underWay.remove(idAndKind[0]);
        if (call != null) {
            call.end(idAndKind.length > 1 && idAndKind[1].equals("error"), body);
        }
    }

    private void refuse(String body) {
        FunctionException refusal = new FunctionException("the function cannot start: " + body);
        initialized.completeExceptionally(refusal);
        waiting.forEach(call -> call.answer.completeExceptionally(refusal));
    }

    /** A call on its way; its moment is written before the runtime sees the call, and read after it answers. */
    private static final class Call {
        private final String id;
        private final Invocation invocation;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile long handedOver;

        Call(String id, Invocation invocation) {
            this.id = id;
            this.invocation = invocation;
        }

        void end(boolean failed, String body) {
            answer.complete(new Answer(failed, body, Duration.ofNanos(System.nanoTime() - handedOver)));
        }
    }
}
