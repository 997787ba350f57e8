package io.kubesphere.ai.standalone.runner.probe;

import io.kubesphere.ai.standalone.runner.container.Preparation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Carries out actions; each answer comes within the time allowed. Threads are taken only while one waits for a peer. */
public final class Actions implements AutoCloseable {

    private final Commands commands;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Actions::thread);
    private final ExecutorService waiting = Executors.newCachedThreadPool(Actions::thread);

    public Actions(Commands commands) {
        this.commands = commands;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "runner-probe");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Where to act.
     *
     * @param address the pod's
     * @param prepare makes a command ready to run in the container
     */
    public record Place(String address, Function<List<String>, Preparation> prepare) {}

    ScheduledExecutorService timer() {
        return timer;
    }

    public CompletableFuture<Verdict> run(Action action, Place place, Duration timeout) {
        if (action instanceof Action.Exec exec) {
            return CompletableFuture.supplyAsync(() -> place.prepare().apply(exec.command()), waiting)
                    .thenCompose(preparation -> commands.run(preparation, timeout));
        }
        if (action instanceof Action.Http http) {
            var host = http.host().isEmpty() ? place.address() : http.host();
            return inTime(() -> HttpGet.of(http, host).send(timeout), timeout);
        }
        if (action instanceof Action.Tcp tcp) {
            var host = tcp.host().isEmpty() ? place.address() : tcp.host();
            return inTime(() -> connect(host, tcp.port(), timeout), timeout);
        }
        if (action instanceof Action.Sleep sleep) {
            return new CompletableFuture<Verdict>()
                    .completeOnTimeout(new Verdict(true, ""), sleep.duration().toMillis(), TimeUnit.MILLISECONDS);
        }
        return CompletableFuture.completedFuture(Verdict.failed(((Action.Unknown) action).why()));
    }

    private CompletableFuture<Verdict> inTime(java.util.function.Supplier<Verdict> work, Duration timeout) {
        return CompletableFuture.supplyAsync(work, waiting)
                .completeOnTimeout(Verdict.failed("no answer in time"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Verdict connect(String host, int port, Duration timeout) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
            return new Verdict(true, "");
        } catch (IOException e) {
            return Verdict.failed("dial tcp " + host + ":" + port + ": " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        waiting.shutdownNow();
    }
}
