package io.kubesphere.ai.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A port on loopback before a server of plain HTTP: it sees what is asked for, and breaks answers off where it is told to. */
public final class RequestRelay implements AutoCloseable {
    /** First lines of all requests without bodies. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    /** Is told of the first line of a request before the server gets it. */
    public volatile Consumer<String> before = line -> {};

    /** After so many bytes an answer is broken off, once. */
    public volatile long cutsAfter = Long.MAX_VALUE;

    private final ServerSocket door;
    private final URI behind;

    private RequestRelay(ServerSocket door, URI behind) {
        this.door = door;
        this.behind = behind;
    }

    public static RequestRelay before(URI server) {
        var relay = new RequestRelay(Loopback.door(), server);
        Loopback.run("relay", relay::accept);
        return relay;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
    }

    /** What was asked for by GET whose first line has this in it. */
    public List<String> gets(String part) {
        return requests.stream()
                .filter(line -> line.startsWith("GET ") && line.contains(part))
                .toList();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var client = door.accept();
                var server = new Socket(behind.getHost(), behind.getPort());
                Loopback.run("relay", () -> ask(client, server));
                Loopback.run("relay", () -> answer(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Requests by GET end with an empty line, so lines are all there is to see. */
    private void ask(Socket client, Socket server) {
        try (InputStream in = client.getInputStream();
                OutputStream out = server.getOutputStream()) {
            var line = new StringBuilder();
            for (var next = in.read(); next >= 0; next = in.read()) {
                line.append((char) next);
                if (next == '\n') {
                    pass(line.toString(), out);
                    line.setLength(0);
                }
            }
        } catch (IOException ended) {
            Loopback.end(server);
        }
    }

    private void pass(String line, OutputStream out) throws IOException {
        if (line.matches("(GET|HEAD) /.*\\s+")) {
            requests.add(line.strip());
            before.accept(line.strip());
        }
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private void answer(Socket server, Socket client) {
        try (InputStream in = server.getInputStream();
                OutputStream out = client.getOutputStream()) {
            var buffer = new byte[1 << 14];
            var passed = 0L;
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                passed += count;
                if (passed > cutsAfter) {
                    cutsAfter = Long.MAX_VALUE;
                    return;
                }
            }
        } catch (IOException ended) {
            Loopback.end(client);
        } finally {
            Loopback.end(server);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }
}
