package io.kubesphere.ai.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port on loopback before a server, which can be shut and opened: shut, it ends connections and accepts none. */
public final class Gate implements AutoCloseable {
    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    private Gate(ServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
    }

    public static Gate before(int port) {
        var gate = new Gate(Loopback.door(), port);
        Loopback.run("gate", gate::accept);
        return gate;
    }

    public int port() {
        return door.getLocalPort();
    }

    public void open() {
        open = true;
    }

    public void shut() {
        open = false;
        connections.forEach(Loopback::end);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                pass(door.accept());
            } catch (IOException closed) {
                shut();
            }
        }
    }

    private void pass(Socket client) throws IOException {
        connections.add(client);
        if (!open) {
            Loopback.end(client);
            return;
        }
        var server = new Socket(InetAddress.getLoopbackAddress(), behind);
        connections.add(server);
        Loopback.run("gate", () -> pump(client, server));
        Loopback.run("gate", () -> pump(server, client));
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException ended) {
            Loopback.end(from);
        } finally {
            Loopback.end(to);
            connections.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        shut();
        door.close();
    }
}
