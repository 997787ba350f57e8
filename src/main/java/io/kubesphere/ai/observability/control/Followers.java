package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.engine.PodLogs;
import io.kubesphere.ai.observability.store.Claim;
import io.kubesphere.ai.observability.store.LogArchive;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams that this replica follows, and the few threads that all of them share. */
@ApplicationScoped
class Followers {
    private static final double NANOS = 1e9;

    private final Workshop shop;
    private final ExecutorService threads;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1, named("log-timer"));
    private final Map<Long, Follower> byStream = new ConcurrentHashMap<>();
    private final Map<String, Set<Follower>> byPod = new ConcurrentHashMap<>();

    Followers(LogConfig config, PodLogs logs, PodStates pods, LogArchive archive, LogMeters meters) {
        this.threads = new ThreadPoolExecutor(
                config.threads(),
                config.threads(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                named("log-archive"),
                // Only after the end: what is left then is another replica's.
                new ThreadPoolExecutor.DiscardPolicy());
        var budget = new Budget(config.bufferBytes());
        this.shop = new Workshop(config, logs, pods, archive, meters, budget, threads, timer);
        meters.gauge("aip.logs.followed", "Streams that this replica follows", byStream::size);
        meters.gauge("aip.logs.buffered.bytes", "Bytes of lines in memory", budget::used);
        meters.gauge("aip.logs.lag.seconds", "Age of the oldest line that is not archived yet", this::lag);
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private double lag() {
        var now = System.nanoTime();
        return byStream.values().stream()
                        .mapToLong(follower -> follower.age(now))
                        .max()
                        .orElse(0)
                / NANOS;
    }

    /** Has all of them archive in time from now on. */
    void beginToBeat() {
        var period = Math.max(shop.config().chunkAge().toMillis() / 8, 10);
        var unused = timer.scheduleWithFixedDelay(
                () -> byStream.values().forEach(follower -> follower.beat(System.nanoTime())),
                period,
                period,
                TimeUnit.MILLISECONDS);
    }

    int count() {
        return byStream.size();
    }

    void start(Claim claim) {
        var follower = new Follower(shop, claim, this::forget);
        byStream.put(claim.stream(), follower);
        byPod.computeIfAbsent(claim.key().podUid(), pod -> ConcurrentHashMap.newKeySet())
                .add(follower);
        follower.start();
    }

    private void forget(Follower follower) {
        byStream.remove(follower.claim().stream(), follower);
        byPod.computeIfPresent(follower.claim().key().podUid(), (pod, followers) -> {
            followers.remove(follower);
            return followers.isEmpty() ? null : followers;
        });
    }

    /** A pod has changed. */
    void look(String podUid) {
        byPod.getOrDefault(podUid, Set.of()).forEach(Follower::look);
    }

    /** Looks at all pods, for an event that was lost. */
    void lookAtAll() {
        byStream.values().forEach(Follower::look);
    }

    /**
     * Ends those whose stream is another replica's by now.
     *
     * @param held epochs by stream
     * @return streams that are held and that nobody follows
     */
    List<Long> keep(Map<Long, Integer> held) {
        for (var follower : byStream.values()) {
            var claim = follower.claim();
            if (held.getOrDefault(claim.stream(), -1) != claim.epoch()) {
                follower.abandon();
            }
        }
        return held.keySet().stream()
                .filter(stream -> !byStream.containsKey(stream))
                .toList();
    }

    /** Archives what waits as far as that is possible in time, and ends all. */
    void stop(Duration patience) {
        var followers = List.copyOf(byStream.values());
        var left = new CountDownLatch(followers.size());
        followers.forEach(follower -> follower.stop(left::countDown));
        try {
            if (!left.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                // Others read these lines from the pods once more.
                threads.shutdownNow();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
        timer.shutdownNow();
    }
}
