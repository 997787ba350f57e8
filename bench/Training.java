import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Load on a stand-alone platform, through its front door: {@code java Training.java <door> <state directory>}. Jobs are
 * submitted paused, so that what is measured is the platform and not the programs; needs PostgreSQL's driver on the
 * class path to fill the list. {@code bench/run} does all that is needed.
 */
final class Training {
    private static final String KAPI = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/";
    private static final int RATE = Integer.getInteger("rate", 100);
    private static final int SECONDS = Integer.getInteger("seconds", 60);

    /** How long a JVM is given to compile itself: its first seconds are not the service's pace, and are told apart. */
    private static final int WARM_UP = Integer.getInteger("warm", 30);

    private static final int RUNS = Integer.getInteger("runs", 50_000);
    private static final int READS = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI door;
    private final String token;

    private Training(URI door) throws IOException, InterruptedException {
        this.door = door;
        this.token = logIn();
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Training(URI.create(arguments[0]));
        System.out.println("right after the start, while the JVM compiles itself:");
        bench.measureSubmission("first", WARM_UP);
        System.out.println("from then on:");
        bench.measureSubmission("bench", SECONDS);
        bench.list("live jobs, page of 50 sorted by name", "trainingjobs?limit=50&sortBy=name&page=20");
        bench.list("live jobs, page of 50 in one phase", "trainingjobs?limit=50&fieldSelector=status.phase%3DPaused&page=5");
        fill(Path.of(arguments[1]));
        bench.list("records, newest 50", "trainingruns?limit=50");
        bench.list("records, page of 50 in one phase, sorted by name",
                "trainingruns?limit=50&sortBy=name&fieldSelector=status.phase%3DFailed&page=10");
        bench.list("records, page of 50 by part of the name", "trainingruns?limit=50&name=run-4242");
        bench.list("records, last page", "trainingruns?limit=50&page=" + RUNS / 50);
    }

    private String logIn() throws IOException, InterruptedException {
        var form = "grant_type=password&client_id=kubesphere&client_secret=kubesphere&username=risk-operator&password=P%4088w0rd";
        var answer = http.send(
                HttpRequest.newBuilder(door.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        var found = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer.body());
        if (!found.find()) {
            throw new IOException("cannot log in: " + answer.body());
        }
        return found.group(1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.resolve(KAPI + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofMinutes(1));
    }

    private void measureSubmission(String prefix, int seconds) throws InterruptedException {
        System.out.println(submit(prefix, seconds));
        var start = System.nanoTime();
        awaitRecords(prefix, RATE * seconds);
        System.out.printf("all have a record %.1f s after the last answer%n", (System.nanoTime() - start) / 1e9);
    }

    /** Sends at a fixed rate, whether or not answers have come: a slow server must not slow the load down. */
    private String submit(String prefix, int seconds) throws InterruptedException {
        var latencies = new ConcurrentLinkedQueue<Long>();
        var refused = new AtomicInteger();
        var all = RATE * seconds;
        var pending = new CompletableFuture<?>[all];
        var begin = System.nanoTime();
        for (var number = 0; number < all; number++) {
            var due = begin + number * 1_000_000_000L / RATE;
            var wait = due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
            }
            pending[number] = http.sendAsync(submission(prefix, number), HttpResponse.BodyHandlers.ofString())
                    .thenAccept(answer -> {
                        latencies.add(System.nanoTime() - due);
                        if (answer.statusCode() != 201 && refused.getAndIncrement() == 0) {
                            System.out.println("first refusal: " + answer.statusCode() + " " + answer.body());
                        }
                    });
        }
        CompletableFuture.allOf(pending).join();
        var took = (System.nanoTime() - begin) / 1e9;
        return "submit %d jobs at %d/s: %.1f/s done, %d refused; %s"
                .formatted(all, RATE, all / took, refused.get(), percentiles(List.copyOf(latencies)));
    }

    private HttpRequest submission(String prefix, int number) {
        var job = """
                {"metadata": {"name": "%s-%d"},
                 "spec": {"suspend": true,
                          "algorithm": {"namespace": "ai-presets", "name": "logistic-regression", "version": "v1"},
                          "parameters": {"epochs": %d},
                          "inputs": [{"name": "data", "dataset": {"name": "german-credit", "version": "v1"}}]}}"""
                .formatted(prefix, number, 1 + number % 100);
        return request("trainingjobs").POST(HttpRequest.BodyPublishers.ofString(job)).build();
    }

    private void awaitRecords(String prefix, int wanted) throws InterruptedException {
        var total = Pattern.compile("\"totalItems\":(\\d+)");
        for (var tries = 0; tries < 600; tries++) {
            var found = total.matcher(read("trainingruns?limit=1&name=" + prefix + "-"));
            if (found.find() && Integer.parseInt(found.group(1)) >= wanted) {
                return;
            }
            Thread.sleep(500);
        }
        System.out.println("NOT all have a record after five minutes");
    }

    private void list(String what, String path) throws InterruptedException {
        for (var warm = 0; warm < 50; warm++) {
            read(path);
        }
        var latencies = new Long[READS];
        for (var number = 0; number < READS; number++) {
            var start = System.nanoTime();
            read(path);
            latencies[number] = System.nanoTime() - start;
        }
        System.out.printf("list %s: %s%n", what, percentiles(Arrays.asList(latencies)));
    }

    private String read(String path) throws InterruptedException {
        try {
            var answer = http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Copies of a record, as the database would hold them after months. */
    private static void fill(Path state) throws IOException, SQLException {
        var port = Files.readString(state.resolve("ports/postgres")).strip();
        try (var database =
                        DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", "");
                var fill = database.prepareStatement(
                        """
                        INSERT INTO training.run
                        SELECT (jsonb_populate_record(model.run, jsonb_build_object(
                          'uid', gen_random_uuid(),
                          'name', 'run-' || number,
                          'phase', (ARRAY['Succeeded', 'Failed', 'Lost'])[1 + number %% 3],
                          'created_at', now() - number * interval '1 minute'))).*
                        FROM (SELECT run FROM training.run LIMIT 1) model, generate_series(1, %d) number"""
                                .formatted(RUNS))) {
            System.out.printf("%d records added%n", fill.executeUpdate());
            database.createStatement().execute("ANALYZE training.run");
        }
    }

    private static String percentiles(List<Long> nanos) {
        var sorted = nanos.stream().sorted().toList();
        return "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms".formatted(
                at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.floor(sorted.size() * share))) / 1e6;
    }
}
