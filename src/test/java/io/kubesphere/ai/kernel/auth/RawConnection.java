package io.kubesphere.ai.kernel.auth;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Sends whatever it is told to, where an HTTP client would refuse; one connection for as long as the server keeps it. */
final class RawConnection implements Closeable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private Socket socket = new Socket();
    private InputStream in = InputStream.nullInputStream();

    RawConnection(int port) {
        this.port = port;
    }

    /** The status of the answer; 400 also when the server just closes the connection on what it cannot read. */
    int send(byte[] request) throws IOException {
        if (!socket.isConnected() || socket.isClosed()) {
            open();
        }
        try {
            socket.getOutputStream().write(request);
            return answer();
        } catch (IOException closed) {
            socket.close();
            return 400;
        }
    }

    private void open() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private int answer() throws IOException {
        var status = Integer.parseInt(line().split(" ")[1]);
        var length = 0L;
        var chunked = false;
        var closes = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var text = header.toLowerCase(Locale.ROOT);
            length = text.startsWith("content-length:")
                    ? Long.parseLong(text.substring(15).strip())
                    : length;
            chunked |= text.startsWith("transfer-encoding:") && text.contains("chunked");
            closes |= text.startsWith("connection:") && text.contains("close");
        }
        if (chunked) {
            for (var size = chunk(); size > 0; size = chunk()) {
                in.skipNBytes(size + 2L);
            }
            line();
        } else {
            in.skipNBytes(length);
        }
        if (closes) {
            socket.close();
        }
        return status;
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().split(";")[0].strip(), 16);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.append((char) next);
        }
        return new String(line.toString().strip().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
