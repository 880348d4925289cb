package org.eventextractor.s3.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/** A connection to the server behind the proxy. Not thread-safe. */
final class ServerConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;
    private long lastUsed = System.nanoTime();

    private ServerConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.input = new BufferedInputStream(socket.getInputStream());
        this.output = new BufferedOutputStream(socket.getOutputStream());
    }

    static ServerConnection open(URI server, int silenceMillis) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(silenceMillis);
        socket.setTcpNoDelay(true);
        return new ServerConnection(socket);
    }

    InputStream input() {
        return input;
    }

    OutputStream output() {
        return output;
    }

    HttpHead readHead() throws IOException {
        HttpHead head = HttpHead.read(input).orElseThrow(() -> new EOFException("the server ended the connection"));
        lastUsed = System.nanoTime();
        return head;
    }

    boolean isIdleFor(Duration time) {
        return System.nanoTime() - lastUsed > time.toNanos();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
