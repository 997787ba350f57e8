package io.kubesphere.ai.kernel.kapi.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** One client's stream: events by the producer's thread, heartbeats by a timer, the end by whoever sees it first. */
final class EventStream implements EventSink {
    private final OutputStream out;
    private final Consumer<String> heartbeats;
    private final ReentrantLock writing = new ReentrantLock();
    private final List<Closeable> sources = new ArrayList<>();
    private final Thread producer = Thread.currentThread();
    private boolean producing = true;
    private volatile boolean open = true;
    private volatile boolean silent;

    /** The usual end of a stream that is followed: the reader has seen enough. */
    static final class ClientGone extends IOException {
        private static final long serialVersionUID = 1L;

        ClientGone(IOException cause) {
            super("the client has gone", cause);
        }
    }

    /** @param heartbeats writes a comment without blocking, or drops it when the client is behind */
    EventStream(OutputStream out, Consumer<String> heartbeats) {
        this.out = out;
        this.heartbeats = heartbeats;
    }

    @Override
    public void send(ServerEvent event) throws IOException {
        write(event.text());
    }

    void write(String text) throws IOException {
        if (!open) {
            throw new ClientGone(null);
        }
        writing.lock();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            silent = false;
        } catch (IOException unwritable) {
            open = false;
            throw new ClientGone(unwritable);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public synchronized void closeWithClient(Closeable source) {
        sources.add(source);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Called once per heartbeat period: says something if nothing was said in the last one. */
    void beat() {
        if (!silent) {
            silent = true;
            return;
        }
        // A held lock means that an event is being written: no heartbeat is needed, and it would land inside the event.
        if (open && writing.tryLock()) {
            try {
                heartbeats.accept(": heartbeat\n\n");
            } finally {
                writing.unlock();
            }
        }
    }

    /** The producer has returned: its thread belongs to somebody else from now on and must not be interrupted. */
    synchronized void producerReturned() {
        producing = false;
        open = false;
        sources.clear();
    }

    /** The client has gone; must not be called on an event loop, since closing a source may block. */
    synchronized List<Closeable> clientGone() {
        open = false;
        if (producing) {
            producer.interrupt();
        }
        return List.copyOf(sources);
    }
}
