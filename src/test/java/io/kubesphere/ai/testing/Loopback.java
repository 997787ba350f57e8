package io.kubesphere.ai.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** What stands between a client and a server on this machine is made of. */
final class Loopback {
    private Loopback() {}

    static ServerSocket door() {
        try {
            return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException notOpened) {
            throw new UncheckedIOException(notOpened);
        }
    }

    static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException notClosed) {
            throw new UncheckedIOException(notClosed);
        }
    }

    /** Until the JVM ends. */
    static void run(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
