import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a TrainingJob's inputs come onto an empty disk: {@code java Materialise <door> <S3 endpoint> <application> <state> <work>}.
 * The program of the init container is run again as its pod runs it, with the token of a pod that is really there, so that what is
 * timed is its work alone. Versions are those that {@code Datasets} has made.
 */
final class Materialise {
    /** As many as the agent reads at once. */
    private static final int CONNECTIONS = 8;

    private static final int ROUNDS = 3;

    private final Door door;
    private final URI s3;
    private final Path application;
    private final Path state;
    private final Path work;

    private Materialise(String[] arguments) throws Exception {
        door = new Door(URI.create(arguments[0]));
        s3 = URI.create(arguments[1]);
        application = Path.of(arguments[2]);
        state = Path.of(arguments[3]);
        work = Files.createDirectories(Path.of(arguments[4]));
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Materialise(arguments);
        System.out.printf("inputs of a training job onto an empty disk, checked, median of %d; the agent has a heap of 64 MiB and starts in that time:%n", ROUNDS);
        bench.measure("large", "v1");
        bench.measure("beside", "v2");
    }

    private void measure(String dataset, String version) throws Exception {
        var files = door.list(dataset, version);
        var megabytes = files.stream().mapToLong(Door.Listed::size).sum() / 1e6;
        var pod = pod(dataset, version);
        var times = new TreeMap<String, List<Double>>();
        for (var round = 0; round < ROUNDS; round++) {
            var cache = empty("cache");
            note(times, "a", () -> raw(files, empty("raw")));
            note(times, "b", () -> prepare(pod, empty("plain"), Map.of()));
            var cached = Map.of("AIP_CACHE", cache.toString(), "AIP_CACHE_BYTES", "1000000000000");
            note(times, "c", () -> prepare(pod, empty("cold"), cached));
            note(times, "d", () -> prepare(pod, empty("warm"), cached));
        }
        delete(work);
        System.out.printf("  %d files, %.0f MB%n", files.size(), megabytes);
        var raw = Door.median(times.get("a"));
        line("got from the S3 server itself, " + CONNECTIONS + " connections", times.get("a"), raw, files.size(), megabytes);
        line("by the agent", times.get("b"), raw, files.size(), megabytes);
        line("by the agent, the node's cache empty", times.get("c"), raw, files.size(), megabytes);
        line("by the agent, all in the node's cache", times.get("d"), raw, files.size(), megabytes);
        door.call("DELETE", "trainingjobs/reads-" + dataset, "");
    }

    private static void note(Map<String, List<Double>> times, String what, Door.Work work) throws Exception {
        times.computeIfAbsent(what, none -> new ArrayList<>()).add(Door.time(work));
    }

    private static void line(String what, List<Double> all, double raw, int files, double megabytes) {
        var seconds = Door.median(all);
        System.out.printf("    %-46s %7.2f s %6.0f MB/s %6.0f files/s %4.0f %% of that%n",
                what, seconds, megabytes / seconds, files / seconds, 100 * raw / seconds);
    }

    private void raw(List<Door.Listed> files, Path into) throws Exception {
        try (var store = new RawStore(s3)) {
            Door.inParallel(CONNECTIONS, 0, files.size(), i -> {
                var hex = files.get(i).hex();
                var key = "content/credit-risk.datasets/blobs/" + hex.substring(0, 2) + "/" + hex;
                store.get(key, into.resolve("file-" + i));
            });
        }
    }

    // The program of the init container.

    /** A pod of a job with that input, by the environment of its init container. */
    private record Pod(String service, Path token) {}

    /** Waits until a job that reads the version runs, which means that its own inputs are there. */
    private Pod pod(String dataset, String version) throws Exception {
        var job = """
                {"metadata": {"name": "reads-%1$s"},
                 "spec": {"container": {"image": "bench", "command": ["sleep", "36000"]},
                          "inputs": [{"name": "data", "dataset": {"name": "%1$s", "version": "%2$s"}}]}}"""
                .formatted(dataset, version);
        door.call("POST", "trainingjobs", job);
        for (var tries = 0; tries < 3000; tries++) {
            var now = door.call("GET", "trainingjobs/reads-" + dataset, "");
            if (now.contains("\"phase\":\"Running\"")) {
                return new Pod("http://127.0.0.1:" + Files.readString(state.resolve("ports/service")).strip(), token("reads-" + dataset));
            }
            if (now.contains("\"phase\":\"Failed\"")) {
                throw new IOException(now);
            }
            Thread.sleep(200);
        }
        throw new IOException("the job does not run");
    }

    private Path token(String job) throws IOException {
        try (var pods = Files.list(state.resolve("runner/pods"))) {
            for (var pod : pods.toList()) {
                if (Files.readString(pod.resolve("pod.json")).contains(job)) {
                    return pod.resolve("volumes/aip-token/token");
                }
            }
        }
        throw new IOException("no pod of " + job);
    }

    private void prepare(Pod pod, Path workspace, Map<String, String> more) throws Exception {
        var classes = application.resolve("app") + "/*:" + application.resolve("lib/main") + "/*";
        var log = work.resolve("agent.log").toFile();
        var builder = new ProcessBuilder(
                        "java", "-Xmx64m", "-XX:+UseSerialGC", "-cp", classes, "io.kubesphere.ai.kernel.workload.agent.AgentMain", "prepare")
                .redirectErrorStream(true)
                .redirectOutput(log);
        builder.environment().putAll(Map.of(
                "AIP_SERVICE_URL", pod.service(),
                "AIP_TOKEN_FILE", pod.token().toString(),
                "AIP_WORKSPACE", workspace.toString(),
                "AIP_TERMINATION_LOG", work.resolve("last-words").toString(),
                "LC_ALL", "C.UTF-8"));
        builder.environment().putAll(more);
        if (builder.start().waitFor() != 0) {
            throw new IOException(Files.readString(log.toPath()));
        }
    }

    // Directories.

    private Path empty(String name) throws IOException {
        delete(work.resolve(name));
        return Files.createDirectories(work.resolve(name));
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var all = Files.walk(directory)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
