package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** An object store that answers or not, as told. */
final class SickObjectStore {
    private final ObjectStore healthy;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean sick;

    SickObjectStore(ObjectStore healthy) {
        this.healthy = healthy;
    }

    ObjectStore store() {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (sick) {
                        failures.incrementAndGet();
                        throw Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer; try again");
                    }
                    try {
                        return method.invoke(healthy, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    void fail(boolean now) {
        sick = now;
    }

    int failures() {
        return failures.get();
    }
}
