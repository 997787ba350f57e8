package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.engine.PodLogEnd;
import io.kubesphere.ai.observability.engine.PodLogListener;
import io.kubesphere.ai.observability.engine.PodLogs;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * Stands between a collector and the world. Once it is off, nothing that the collector does has any effect, which is all
 * that others can see of a process that was killed. It goes off before or after a chosen write.
 */
final class KillSwitch {
    private final AtomicInteger writesLeft;
    private volatile boolean off;

    private KillSwitch(int writes) {
        this.writesLeft = new AtomicInteger(writes);
    }

    static KillSwitch never() {
        return new KillSwitch(Integer.MAX_VALUE);
    }

    /** Each put and each commit counts twice: in front of it, and behind it. */
    static KillSwitch afterBoundaries(int count) {
        return new KillSwitch(count);
    }

    void kill() {
        off = true;
    }

    boolean isOff() {
        return off;
    }

    private void boundary() {
        if (writesLeft.getAndDecrement() <= 0) {
            off = true;
        }
        alive();
    }

    private void alive() {
        if (off) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "this process is dead");
        }
    }

    ObjectStore over(ObjectStore store) {
        return (ObjectStore) Proxy.newProxyInstance(
                KillSwitch.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("put")) {
                        alive();
                        return invoke(method, store, arguments);
                    }
                    boundary();
                    var result = invoke(method, store, arguments);
                    boundary();
                    return result;
                });
    }

    DataSource over(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                KillSwitch.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (off) {
                        throw new SQLException("this process is dead", "08006");
                    }
                    var result = invoke(method, source, arguments);
                    return result instanceof Connection connection ? over(connection) : result;
                });
    }

    private Connection over(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                KillSwitch.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("commit")) {
                        return invoke(method, connection, arguments);
                    }
                    commitBoundary();
                    var result = invoke(method, connection, arguments);
                    commitBoundary();
                    return result;
                });
    }

    private void commitBoundary() throws SQLException {
        try {
            boundary();
        } catch (Problem dead) {
            throw new SQLException(dead.getMessage(), "08006");
        }
    }

    private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }

    PodLogs over(PodLogs logs) {
        return (request, listener) -> {
            alive();
            return logs.open(request, new PodLogListener() {
                @Override
                public void part(List<ByteBuffer> bytes) {
                    if (!off) {
                        listener.part(bytes);
                    }
                }

                @Override
                public void ended(PodLogEnd end) {
                    if (!off) {
                        listener.ended(end);
                    }
                }
            });
        };
    }
}
