package io.kubesphere.ai.observability.control;

import io.agroal.api.AgroalDataSource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.observability.engine.ApiServerPodLogs;
import io.kubesphere.ai.observability.store.ChunkStore;
import io.kubesphere.ai.observability.store.LeaseStore;
import io.kubesphere.ai.observability.store.LogArchive;
import io.kubesphere.ai.observability.store.LogRecord;
import io.kubesphere.ai.observability.store.LogTime;
import io.kubesphere.ai.observability.store.RetentionStore;
import io.kubesphere.ai.observability.store.StreamKey;
import io.kubesphere.ai.observability.store.StreamStore;
import io.kubesphere.ai.observability.store.StreamWriter;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import io.kubesphere.ai.testing.MigratedDatabase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Jdbi;

/** A cluster with a node, a database, an object store, and as many collectors as a test wants. */
final class LogWorld implements AutoCloseable {
    final FakeNode node = new FakeNode();
    final FakePods pods = new FakePods();
    final PodLogServer server;
    final RunRef run = new RunRef("project", UUID.randomUUID().toString());
    final ObjectStore objects;
    final Database database;
    final StreamStore streams;
    final LogArchive archive;
    private final AgroalDataSource source = MigratedDatabase.own();
    private final KubernetesClient client;
    private final List<LogCollector> collectors = new ArrayList<>();
    private final List<MeterRegistry> meters = new ArrayList<>();

    LogWorld(ObjectStore objects) {
        this(objects, Optional.empty());
    }

    /** With another node in place of its own. */
    LogWorld(ObjectStore objects, PodLogSource other) {
        this(objects, Optional.of(other));
    }

    private LogWorld(ObjectStore objects, Optional<PodLogSource> other) {
        this.objects = objects;
        this.server = new PodLogServer(other.orElse(node));
        this.database = new Database(Jdbi.create(source));
        this.streams = new StreamStore(database);
        this.archive = new LogArchive(objects, new ChunkStore(database));
        var config = Config.empty();
        config.setMasterUrl(server.url());
        config.setRequestRetryBackoffLimit(0);
        this.client = new KubernetesClientBuilder().withConfig(config).build();
    }

    /** For machines that have other things to do. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    ApiServerPodLogs podLogs() {
        return new ApiServerPodLogs(client);
    }

    LogCollector collect() {
        return collect(TestLogConfig.QUICK, KillSwitch.never());
    }

    LogCollector collect(LogConfig config) {
        return collect(config, KillSwitch.never());
    }

    /** Starts a collector with a connection pool of its own behind the switch. */
    LogCollector collect(LogConfig config, KillSwitch life) {
        var own = new Database(Jdbi.create(life.over(source)));
        var archive = new LogArchive(life.over(objects), new ChunkStore(own));
        var states = new PodStates(pods.runPods(), pods.objects());
        var registry = new SimpleMeterRegistry();
        meters.add(registry);
        var followers = new Followers(config, life.over(podLogs()), states, archive, new LogMeters(registry));
        var registrar = new Registrar(pods.runPods(), new StreamStore(own));
        var collector = new LogCollector(config, pods.runPods(), registrar, new LeaseStore(own), followers);
        collectors.add(collector);
        collector.start();
        return collector;
    }

    /** Registers a stream and begins to write it, without any collector. */
    StreamWriter writer(String pod, String container, int restart) {
        var rank = pod.substring(pod.lastIndexOf('-') + 1);
        var key = new StreamKey(run, pod, "uid-of-" + pod, OptionalInt.of(Integer.parseInt(rank)), container, restart);
        streams.register(List.of(key));
        return archive.writer(new LeaseStore(database)
                .claim("writer", Duration.ofHours(1), 1000, 1000).stream()
                        .filter(claim -> claim.key().equals(key))
                        .findFirst()
                        .orElseThrow());
    }

    /** A line as a node would send it. */
    static LogRecord line(Instant time, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new LogRecord(LogTime.nanos(time), true, bytes, 0, bytes.length);
    }

    List<LogStream> streams() {
        return streams.of(run);
    }

    /** The only stream of a container. */
    LogStream stream(String container) {
        return stream(container, 0);
    }

    LogStream stream(String container, int restart) {
        var found = streams().stream()
                .filter(stream -> stream.container().equals(container) && stream.restart() == restart)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("streams of " + container + ": " + streams());
        }
        return found.get(0);
    }

    boolean isComplete(String container) {
        return streams().stream().anyMatch(stream -> stream.container().equals(container) && stream.complete());
    }

    boolean isComplete() {
        var all = streams();
        return !all.isEmpty() && all.stream().allMatch(LogStream::complete);
    }

    /** The archived bytes of a stream as the program wrote them. */
    byte[] archived(LogStream stream) {
        var out = new ByteArrayOutputStream();
        for (var chunk : archive.chunks(stream.id(), 1, Integer.MAX_VALUE)) {
            var reader = archive.open(chunk).orElseThrow();
            for (var line = reader.next(); line.isPresent(); line = reader.next()) {
                var bytes = new byte[line.get().length()];
                line.get().copyTo(bytes, 0);
                out.writeBytes(bytes);
                if (line.get().ended()) {
                    out.write('\n');
                }
            }
        }
        return out.toByteArray();
    }

    String archivedText(String container) {
        return new String(archived(stream(container)), StandardCharsets.UTF_8);
    }

    List<LogGap.Reason> gaps(String container) {
        return stream(container).gaps().stream().map(LogGap::reason).toList();
    }

    /** The door, as another replica that collects nothing has it. */
    RunLogs library() {
        var states = new PodStates(pods.runPods(), pods.objects());
        var archived = new ArchivedLogs(streams, archive);
        var progress = new RunProgress(pods.runPods(), streams);
        var source = new FollowSource(archived, new LiveLogs(podLogs(), states, archive), streams, progress);
        return new LogLibrary(streams, progress, archived, source, new RetentionStore(database, objects));
    }

    /** Runs something while the tables are out of reach. */
    void withoutDatabase(Runnable task) {
        admin("ALTER SCHEMA observability RENAME TO away");
        try {
            task.run();
        } finally {
            admin("ALTER SCHEMA away RENAME TO observability");
        }
    }

    private void admin(String statement) {
        Jdbi.create(source).useHandle(handle -> handle.execute(statement));
    }

    /** Of all collectors together. */
    double counted(String counter) {
        return meters.stream()
                .flatMap(registry -> registry.find(counter).counters().stream())
                .mapToDouble(Counter::count)
                .sum();
    }

    /** Whether the only stream of container main has so many lines. */
    boolean isArchivedTo(long lines) {
        return streams().stream().anyMatch(stream -> stream.lines() == lines);
    }

    void expireLeases() {
        admin("UPDATE observability.log_stream SET lease_until = now() - interval '1 minute'");
    }

    int livingCollectors() {
        return Jdbi.create(source).withHandle(handle -> handle.createQuery(
                        "SELECT count(*) FROM observability.log_collector WHERE alive_until > now()")
                .mapTo(Integer.class)
                .one());
    }

    void completedDaysAgo(int days) {
        admin("UPDATE observability.log_stream SET completed_at = completed_at - interval '" + days + " days'");
    }

    /** Streams in the table, hidden or not. */
    int rows() {
        return Jdbi.create(source)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM observability.log_stream")
                        .mapTo(Integer.class)
                        .one());
    }

    /** As if another replica were deleting logs. */
    boolean whileAnotherDeletes(BooleanSupplier task) {
        return Jdbi.create(source).inTransaction(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(" + 0x6c6f67 + ")");
            return task.getAsBoolean();
        });
    }

    List<Double> gauges(String name) {
        return meters.stream()
                .map(registry -> registry.get(name).gauge().value())
                .toList();
    }

    /** Of all collectors together. */
    double gauge(String name) {
        return meters.stream()
                .mapToDouble(registry -> registry.get(name).gauge().value())
                .sum();
    }

    @Override
    public void close() {
        collectors.forEach(LogCollector::stop);
        client.close();
        server.close();
        source.close();
    }
}
