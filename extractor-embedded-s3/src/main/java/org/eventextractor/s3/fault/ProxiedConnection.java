package org.eventextractor.s3.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One client's connection and its way on, call after call. Not thread-safe. */
final class ProxiedConnection implements AutoCloseable {
    private static final int SILENCE_MILLIS = 120_000;
    private static final int CONTINUE = 100;
    private static final int OK = 200;

    private final FaultProxy proxy;
    private final Socket client;
    private final InputStream fromClient;
    private final OutputStream toClient;
    private @Nullable ServerConnection server;

    ProxiedConnection(FaultProxy proxy, Socket client) throws IOException {
        this.proxy = proxy;
        this.client = client;
        client.setSoTimeout(SILENCE_MILLIS);
        client.setTcpNoDelay(true);
        this.fromClient = new BufferedInputStream(client.getInputStream());
        this.toClient = new BufferedOutputStream(client.getOutputStream());
    }

    /** Returns when either side ends the connection, or a fault does. */
    void serve() throws IOException {
        boolean open = true;
        while (open) {
            Optional<HttpHead> request = HttpHead.read(fromClient);
            open = request.isPresent() && answers(request.get());
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** Whether another call may follow. */
    private boolean answers(HttpHead request) throws IOException {
        proxy.countCall();
        Dice dice = proxy.dice();
        Call call = Call.of(request);
        Optional<Dice.Throw> due = dice.next(call);
        try {
            if (due.isPresent() && due.get().fault().refuses()) {
                return refuse(request, call, due.get().fault());
            }
            HttpHead answer = forward(request);
            return spoil(dice.plan(), request, due, answer) && !request.has("connection", "close");
        } catch (CutException e) {
            client.setSoLinger(e.reset(), 0);
            return false;
        }
    }

    private boolean refuse(HttpHead request, Call call, Fault fault) throws IOException {
        proxy.count(fault, call);
        boolean bodyHeldBack = request.has("expect", "100-continue");
        if (!bodyHeldBack) {
            HttpBody.ofRequest(request).copy(fromClient, OutputStream.nullOutputStream());
        }
        String body = call.method().equals("HEAD")
                ? ""
                : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + fault.code()
                        + "</Code><Message>on purpose</Message></Error>";
        String head = "HTTP/1.1 " + fault.status() + "\r\nContent-Type: application/xml\r\nContent-Length: "
                + body.length() + (bodyHeldBack ? "\r\nConnection: close" : "") + "\r\n\r\n";
        toClient.write((head + body).getBytes(StandardCharsets.ISO_8859_1));
        toClient.flush();
        return !bodyHeldBack;
    }

    /** Sends a request on and returns the head of its final answer. */
    private HttpHead forward(HttpHead request) throws IOException {
        ServerConnection to = connected();
        to.output().write(request.bytes());
        to.output().flush();
        HttpHead early = null;
        if (request.has("expect", "100-continue")) {
            early = to.readHead();
            if (early.status() != CONTINUE) {
                return early;
            }
            toClient.write(early.bytes());
            toClient.flush();
        }
        HttpBody.ofRequest(request).copy(fromClient, to.output());
        HttpHead answer = to.readHead();
        return answer.status() == CONTINUE ? to.readHead() : answer;
    }

    /** Passes an answer on, with its fault; whether another call may follow. */
    private boolean spoil(FaultPlan plan, HttpHead request, Optional<Dice.Throw> due, HttpHead answer)
            throws IOException {
        Call call = Call.of(request);
        HttpBody body = HttpBody.ofResponse(answer, call.method());
        Optional<Dice.Throw> fault = due.filter(thrown -> !thrown.fault().spoilsBytes() || body.length() > 0);
        fault.ifPresent(thrown -> proxy.count(thrown.fault(), call));
        if (fault.filter(thrown -> thrown.fault() == Fault.LOST_ANSWER).isPresent()) {
            throw new CutException(Fault.LOST_ANSWER);
        }
        if (fault.isPresent() && fault.get().fault() == Fault.STALLED && body.length() <= 0) {
            Pause.of(plan.stall());
        }
        OutputStream out = fault.map(thrown -> (OutputStream)
                        new SpoiledOutput(toClient, thrown.fault(), plan, (long) (thrown.where() * body.length())))
                .orElse(toClient);
        if (fault.filter(thrown -> thrown.fault() == Fault.CORRUPTED).isPresent() && isOfChecksum(request, answer)) {
            passWithChecksum(answer, body.read(connected().input()), out);
        } else {
            toClient.write(answer.bytes());
            body.copy(connected().input(), out);
        }
        toClient.flush();
        return !answer.has("connection", "close");
    }

    /** S3 keeps checksums of whole objects, and sends them to whoever asks. */
    private static boolean isOfChecksum(HttpHead request, HttpHead answer) {
        return request.has("x-amz-checksum-mode", "enabled") && answer.status() == OK;
    }

    private void passWithChecksum(HttpHead answer, byte[] body, OutputStream out) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        byte[] value = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        String encoded = Base64.getEncoder().encodeToString(value);
        toClient.write(answer.with("x-amz-checksum-crc32", encoded).bytes());
        out.write(body);
    }

    /** Servers close connections that were idle for long: such a one is not used again. */
    private ServerConnection connected() throws IOException {
        if (server == null || server.isIdleFor(Duration.ofSeconds(5))) {
            close();
            server = ServerConnection.open(proxy.upstream(), SILENCE_MILLIS);
        }
        return server;
    }
}
