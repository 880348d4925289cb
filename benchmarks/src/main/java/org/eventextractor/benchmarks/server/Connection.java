package org.eventextractor.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** One client's connection, kept open and answered by one thread until the client closes it. */
record Connection(Socket socket, Desk desk, Weather weather, Bandwidth bandwidth, Traffic traffic) {

    void serve() throws IOException {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            for (Request request = Request.read(in); request != null; request = Request.read(in)) {
                long due = System.nanoTime() + weather.latency().toNanos();
                answer(request, due, out);
            }
        }
    }

    private void answer(Request request, long due, OutputStream out) throws IOException {
        switch (request.method()) {
            case "HEAD" -> send(desk.get(request), false, due, out);
            case "GET" -> {
                if (request.key().isEmpty()) {
                    traffic.listed();
                    send(desk.list(request), true, due, out);
                } else {
                    sendObject(request, due, out);
                }
            }
            default -> throw new IOException("this server does not know " + request.method());
        }
    }

    private void sendObject(Request request, long due, OutputStream out) throws IOException {
        traffic.getBegins();
        boolean slowDown = ThreadLocalRandom.current().nextDouble() < weather.slowDownShare();
        Answer answer = slowDown ? Answer.error(503, "SlowDown") : desk.get(request);
        try {
            send(answer, true, due, out);
        } finally {
            traffic.getEnds(slowDown ? 0 : answer.length());
        }
        if (slowDown) {
            traffic.slowedDown();
        }
    }

    private void send(Answer answer, boolean withBody, long due, OutputStream out) throws IOException {
        byte[] encoded = answer.encoded(withBody);
        Bandwidth.sleepUntil(due);
        bandwidth.await(encoded.length);
        out.write(encoded);
        out.flush();
    }
}
