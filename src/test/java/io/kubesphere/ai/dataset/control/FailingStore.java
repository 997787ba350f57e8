package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;

/** An object store in front of which a process dies now and then: before the request, or after it was carried out. */
final class FailingStore {
    private static final double OFTEN = 0.03;

    private FailingStore() {}

    static ObjectStore over(ObjectStore store, long seed) {
        var random = new Random(seed);
        InvocationHandler handler = (proxy, method, arguments) -> {
            var dice = dice(random);
            if (dice < OFTEN) {
                throw crash();
            }
            try {
                var answer = method.invoke(store, arguments);
                if (dice > 1 - OFTEN) {
                    throw crash();
                }
                return answer;
            } catch (InvocationTargetException failed) {
                throw failed.getCause();
            }
        };
        return (ObjectStore)
                Proxy.newProxyInstance(ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, handler);
    }

    private static double dice(Random random) {
        synchronized (random) {
            return random.nextDouble();
        }
    }

    private static Problem crash() {
        return Problem.of(Problem.Code.UNAVAILABLE, "killed");
    }
}
