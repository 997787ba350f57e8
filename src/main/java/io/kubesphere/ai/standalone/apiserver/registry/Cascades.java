package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.store.Change;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** One thread that follows all writes and lets the workers act on what each concerns; requests never wait for it. */
public final class Cascades implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Cascades.class);

    /** Acts on keys that it derives from changes; a key that is asked for again while waiting is examined once. */
    interface Worker {
        /** Called under the store's lock. */
        Set<String> concerns(Change change);

        void examine(String key);
    }

    private record Item(Worker worker, String key) {}

    private final Set<Item> waiting = new LinkedHashSet<>();
    private final EventExpiry events;
    private final List<Worker> workers;
    private final Thread thread = new Thread(this::run, "apiserver-cascades");
    private boolean closing;

    Cascades(EventExpiry events, Worker... workers) {
        this.events = events;
        this.workers = List.of(workers);
        thread.setDaemon(true);
    }

    /** Begins with everything there is, since the last process may have ended in the middle of a cascade. */
    void start(Store store) {
        store.locked(() -> {
            store.onChange(this::changed);
            store.everything().forEach(row -> changed(new Change(Change.Type.MODIFIED, row, Optional.empty())));
            return thread;
        });
        thread.start();
        events.start();
    }

    private synchronized void changed(Change change) {
        for (var worker : workers) {
            worker.concerns(change).forEach(key -> waiting.add(new Item(worker, key)));
        }
        notifyAll();
    }

    private void run() {
        for (var item = next(); item != null; item = next()) {
            try {
                item.worker().examine(item.key());
            } catch (RuntimeException e) {
                LOG.errorf(e, "cascade failed key=%s", item.key());
            }
        }
    }

    private synchronized Item next() {
        while (waiting.isEmpty() && !closing) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closing = true;
            }
        }
        if (closing) {
            return null;
        }
        var first = waiting.iterator().next();
        waiting.remove(first);
        return first;
    }

    @Override
    public void close() {
        events.close();
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
