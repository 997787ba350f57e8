package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** An object store that answers or not, as told. */
final class SickObjectStore implements ObjectStore {
    private final ObjectStore healthy;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean sick;

    SickObjectStore(ObjectStore healthy) {
        this.healthy = healthy;
    }

    void fail(boolean now) {
        sick = now;
    }

    int failures() {
        return failures.get();
    }

    private void check() {
        if (sick) {
            failures.incrementAndGet();
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer; try again");
        }
    }

    @Override
    public void put(String key, InputStream content, long length) {
        check();
        healthy.put(key, content, length);
    }

    @Override
    public void put(String key, byte[] content) {
        check();
        healthy.put(key, content);
    }

    @Override
    public Optional<InputStream> get(String key) {
        check();
        return healthy.get(key);
    }

    @Override
    public Optional<Long> size(String key) {
        check();
        return healthy.size(key);
    }

    @Override
    public List<String> list(String prefix, String startAfter, int limit) {
        check();
        return healthy.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(String key) {
        check();
        healthy.delete(key);
    }

    @Override
    public void probe() {
        check();
        healthy.probe();
    }
}
