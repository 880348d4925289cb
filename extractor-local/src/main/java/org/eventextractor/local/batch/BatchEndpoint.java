package org.eventextractor.local.batch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eventextractor.core.json.Json;
import org.eventextractor.local.batch.BatchWire.DescribeJobs;
import org.eventextractor.local.batch.BatchWire.ListJobs;
import org.eventextractor.local.batch.BatchWire.SubmitJob;
import org.eventextractor.local.batch.BatchWire.TerminateJob;
import org.eventextractor.local.wire.AwsJsonCodec;
import org.eventextractor.s3.LocalCredentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS Batch on this machine, for the calls the system makes: SubmitJob, DescribeJobs, ListJobs and TerminateJob, over
 * HTTP on 127.0.0.1 as the SDKs speak it. Each job runs as its own process. Jobs that depend on others are refused.
 * Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/batch/latest/APIReference/">Batch API reference</a>
 */
public final class BatchEndpoint implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchEndpoint.class);
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int THREADS = 8;
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads;
    private final JobRunner runner;
    private final Map<String, Function<byte[], Object>> operations;

    private BatchEndpoint(HttpServer server, BatchService service, JobRunner runner, UnaryOperator<SubmitJob> taken) {
        this.server = server;
        this.runner = runner;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> new Thread(task, "batch-http"));
        this.operations = Map.of(
                "/v1/submitjob", body -> service.submit(taken.apply(Json.read(body, SubmitJob.class))),
                "/v1/describejobs", body -> service.describe(Json.read(body, DescribeJobs.class)),
                "/v1/listjobs", body -> service.list(Json.read(body, ListJobs.class)),
                "/v1/terminatejob", body -> service.terminate(Json.read(body, TerminateJob.class)));
    }

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @param setup queues, definitions and how jobs are run
     * @param listener told of every change of a job's status
     * @throws UncheckedIOException if the port cannot be had
     */
    public static BatchEndpoint start(int port, Setup setup, JobListener listener) {
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        HttpServer server = listen(port);
        JobTable table = new JobTable(listener);
        JobRunner runner = new JobRunner(table, setup.command(), setup.logFolder(), setup.vcpus(), clock);
        JobSpecs specs = new JobSpecs(setup.queues(), setup.definitions());
        BatchService service = new BatchService(specs, table, runner, clock);
        BatchEndpoint endpoint = new BatchEndpoint(server, service, runner, setup.taken());
        server.setExecutor(endpoint.threads);
        server.createContext("/", endpoint::handle);
        server.start();
        return endpoint;
    }

    /**
     * What there is to run jobs with.
     *
     * @param queues the queues' names; jobs of all of them start in the order they come
     * @param definitions every job definition
     * @param command how a job's process is started
     * @param logFolder takes one log file a job
     * @param vcpus the compute environment's ceiling
     * @param taken what is made of a submission before it is worked on
     */
    public record Setup(
            List<String> queues,
            List<JobDefinition> definitions,
            JobCommand command,
            Path logFolder,
            int vcpus,
            UnaryOperator<SubmitJob> taken) {
        public Setup {
            queues = List.copyOf(queues);
            definitions = List.copyOf(definitions);
        }

        /** Submissions are taken as they are. */
        public Setup(
                List<String> queues, List<JobDefinition> definitions, JobCommand command, Path logFolder, int vcpus) {
            this(queues, definitions, command, logFolder, vcpus, UnaryOperator.identity());
        }
    }

    /** Where it listens: {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The output of a job's processes; there is none before its first attempt. */
    public Path logFile(String jobId) {
        return runner.logFile(jobId);
    }

    /** Kills a running job's process without a word, as a lost machine would. Nothing happens if it does not run. */
    public void kill(String jobId) {
        runner.kill(jobId);
    }

    /** Ends every job and stops listening. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        runner.close();
    }

    private static HttpServer listen(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + "; is it in use?", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            respond(exchange);
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        try {
            answer(exchange, 200, call(exchange), null);
        } catch (BatchException e) {
            refuse(exchange, e);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            refuse(exchange, BatchException.client("the body cannot be understood: " + e.getMessage()));
        } catch (RuntimeException e) {
            log.error("a Batch call failed", e);
            refuse(exchange, new BatchException(BatchException.Kind.SERVER, "internal error"));
        }
    }

    private Object call(HttpExchange exchange) throws IOException {
        checkCredentials(exchange.getRequestHeaders().getFirst("Authorization"));
        String path = exchange.getRequestURI().getPath();
        Function<byte[], Object> operation = operations.get(path);
        if (operation == null || !exchange.getRequestMethod().equals("POST")) {
            throw new BatchException(
                    BatchException.Kind.UNKNOWN_OPERATION,
                    exchange.getRequestMethod() + " " + path + " is not spoken here");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw BatchException.client("the body is larger than " + MAX_BODY_BYTES + " bytes");
        }
        return operation.apply(body);
    }

    /** The signature is not verified: naming the key is enough to tell a client from a web page in a browser. */
    private static void checkCredentials(@Nullable String authorization) {
        if (authorization == null || !authorization.contains("Credential=" + LocalCredentials.ACCESS_KEY_ID + "/")) {
            throw new BatchException(
                    BatchException.Kind.ACCESS_DENIED,
                    "sign the call with the local access key, " + LocalCredentials.ACCESS_KEY_ID);
        }
    }

    private static void refuse(HttpExchange exchange, BatchException e) throws IOException {
        Map<String, String> body = Map.of("message", String.valueOf(e.getMessage()));
        answer(exchange, e.kind().httpStatus(), body, e.kind().errorType());
    }

    private static void answer(HttpExchange exchange, int status, Object body, @Nullable String errorType)
            throws IOException {
        byte[] bytes = AwsJsonCodec.write(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        if (errorType != null) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", errorType);
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
