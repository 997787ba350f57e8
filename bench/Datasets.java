import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Datasets through the front door of a stand-alone platform whose object store is an S3 server, beside DVC on the same server:
 * {@code java Datasets.java <door> <S3 endpoint> <dvc> <work directory>}. {@code bench/datasets} does all that is needed.
 */
final class Datasets {
    private static final String KAPI = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/datasets";
    private static final String KEY = "access";
    private static final String SECRET = "secret-secret";
    private static final String BUCKET = "ai-platform";
    private static final int FILES = Integer.getInteger("files", 2000);
    private static final int BYTES = 64 * 1024;
    private static final int CHANGED = FILES / 20;
    private static final int AT_ONCE = 16;
    private static final int LARGE = Integer.getInteger("largeMiB", 256) << 20;
    private static final int ROUNDS = 3;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI door;
    private final URI s3;
    private final String dvc;
    private final Path work;
    private final String token;

    private Datasets(String[] arguments) throws Exception {
        door = URI.create(arguments[0]);
        s3 = URI.create(arguments[1]);
        dvc = arguments[2];
        work = Path.of(arguments[3]);
        token = logIn();
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Datasets(arguments);
        bench.largeFiles();
        bench.besideDvc();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double time(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    // One large file: what the S3 server takes directly, and what it takes through us.

    private void largeFiles() throws Exception {
        call("POST", "", "{\"metadata\":{\"name\":\"large\"},\"spec\":{}}");
        var upload = begin("large", "");
        var file = work.resolve("large.bin");
        var raw = new ArrayList<Double>();
        var announced = new ArrayList<Double>();
        var unknown = new ArrayList<Double>();
        try (var client = client()) {
            for (var round = -1; round < ROUNDS; round++) {
                write(file, LARGE, 1000 + round);
                var digest = digest(file);
                var name = "f" + round;
                var put = time(() -> client.putObject(to -> to.bucket(BUCKET).key("raw/" + name), RequestBody.fromFile(file)));
                var known = time(() -> put("large", upload, "known-" + name, "&digest=sha256:" + digest, file));
                write(file, LARGE, 2000 + round);
                var not = time(() -> put("large", upload, "unknown-" + name, "", file));
                if (round >= 0) {
                    raw.add(put);
                    announced.add(known);
                    unknown.add(not);
                }
            }
        }
        System.out.printf("one file of %d MiB, median of %d, one connection:%n", LARGE >> 20, ROUNDS);
        System.out.printf("  put to the S3 server itself              %6.0f MB/s%n", LARGE / 1e6 / median(raw));
        System.out.printf("  through the platform, digest announced   %6.0f MB/s  %3.0f %% of that%n",
                LARGE / 1e6 / median(announced), 100 * median(raw) / median(announced));
        System.out.printf("  through the platform, digest not known   %6.0f MB/s  %3.0f %% of that%n%n",
                LARGE / 1e6 / median(unknown), 100 * median(raw) / median(unknown));
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }

    // The same work with DVC.

    private void besideDvc() throws Exception {
        var data = Files.createDirectories(work.resolve("repository/data"));
        for (var i = 0; i < FILES; i++) {
            write(data.resolve("file-%05d.bin".formatted(i)), BYTES, i);
        }
        var repository = work.resolve("repository");
        prepare(repository);
        System.out.printf("%d files of %d KiB, %d at once, then %d of them changed; seconds, theirs / ours:%n", FILES, BYTES / 1024, AT_ONCE, CHANGED);
        call("POST", "", "{\"metadata\":{\"name\":\"beside\"},\"spec\":{}}");

        var theirs = time(() -> addAndPush(repository));
        git(repository, "commit", "-qm", "v1");
        var ours = time(() -> upload("beside", "", "v1", data, 0, FILES));
        line("first version (add, push / upload, commit)", theirs, ours);

        for (var i = 0; i < CHANGED; i++) {
            var file = data.resolve("file-%05d.bin".formatted(i));
            Files.delete(file);
            write(file, BYTES, FILES + i);
        }
        theirs = time(() -> addAndPush(repository));
        git(repository, "commit", "-qm", "v2");
        ours = time(() -> upload("beside", "v1", "v2", data, 0, CHANGED));
        line("second version, only what has changed", theirs, ours);

        theirs = time(() -> run(repository, dvc, "diff", "HEAD~1", "HEAD"));
        ours = time(() -> call("GET", "/beside/versions/v1/diff?to=v2", ""));
        line("difference of the two", theirs, ours);

        git(work, "clone", "-q", repository.toString(), "clone");
        var clone = work.resolve("clone");
        Files.copy(repository.resolve(".dvc/config.local"), clone.resolve(".dvc/config.local"));
        theirs = time(() -> run(clone, dvc, "pull", "-q", "-j", "" + AT_ONCE));
        ours = time(() -> fetch("beside", "v2", Files.createDirectories(work.resolve("fetched"))));
        line("all files of a version onto an empty disk, checked", theirs, ours);
        System.out.printf("  that is %.0f MB/s / %.0f MB/s%n", FILES * (double) BYTES / 1e6 / theirs, FILES * (double) BYTES / 1e6 / ours);
    }

    private static void line(String what, double theirs, double ours) {
        System.out.printf("  %-52s %7.2f / %6.2f   %5.1f times%n", what, theirs, ours, theirs / ours);
    }

    private void prepare(Path repository) throws Exception {
        git(repository, "init", "-q");
        git(repository, "config", "user.email", "bench@example.org");
        git(repository, "config", "user.name", "bench");
        run(repository, dvc, "init", "-q");
        run(repository, dvc, "config", "core.analytics", "false");
        run(repository, dvc, "remote", "add", "-q", "-d", "s3", "s3://" + BUCKET + "/dvc");
        run(repository, dvc, "remote", "modify", "s3", "endpointurl", s3.toString());
        run(repository, dvc, "remote", "modify", "--local", "s3", "access_key_id", KEY);
        run(repository, dvc, "remote", "modify", "--local", "s3", "secret_access_key", SECRET);
    }

    private void addAndPush(Path repository) throws Exception {
        run(repository, dvc, "add", "-q", "data");
        run(repository, dvc, "push", "-q", "-j", "" + AT_ONCE);
        git(repository, "add", "-A");
    }

    private static void git(Path directory, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        run(directory, command.toArray(String[]::new));
    }

    private static void run(Path directory, String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    // The platform, as a client sees it.

    private void upload(String dataset, String base, String version, Path data, int from, int to) throws Exception {
        var upload = begin(dataset, base);
        inParallel(from, to, i -> {
            var name = "file-%05d.bin".formatted(i);
            put(dataset, upload, name, "", data.resolve(name));
        });
        call("POST", "/" + dataset + "/uploads/" + upload + "/commit", "{\"version\":\"" + version + "\"}");
    }

    private void fetch(String dataset, String version, Path into) throws Exception {
        var listing = new ArrayList<String[]>();
        var pattern = Pattern.compile("\"path\":\"([^\"]+)\",\"size\":\\d+,\"digest\":\"sha256:([0-9a-f]{64})\"");
        for (var page = 1; listing.size() < FILES; page++) {
            var found = pattern.matcher(call("GET", "/" + dataset + "/versions/" + version + "/files?limit=1000&page=" + page, ""));
            while (found.find()) {
                listing.add(new String[] {found.group(1), found.group(2)});
            }
        }
        inParallel(0, listing.size(), i -> {
            var path = listing.get(i)[0];
            var target = into.resolve(path);
            var request = request("/" + dataset + "/versions/" + version + "/content?path=" + path);
            var answer = http.send(request.build(), BodyHandlers.ofFile(target));
            if (answer.statusCode() != 200 || !digest(target).equals(listing.get(i)[1])) {
                throw new IOException("wrong: " + path + " " + answer.statusCode());
            }
        });
    }

    private interface Numbered {
        void run(int number) throws Exception;
    }

    private static void inParallel(int from, int to, Numbered work) throws Exception {
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (var i = from; i < to; i++) {
                var number = i;
                all.add(threads.submit(() -> {
                    work.run(number);
                    return null;
                }));
            }
            for (var one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String begin(String dataset, String base) throws Exception {
        var body = base.isEmpty() ? "{}" : "{\"base\":\"" + base + "\"}";
        var found = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(call("POST", "/" + dataset + "/uploads", body));
        if (!found.find()) {
            throw new IOException("no upload");
        }
        return found.group(1);
    }

    private void put(String dataset, String upload, String path, String more, Path file) throws Exception {
        var query = "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8) + more;
        require(request("/" + dataset + "/uploads/" + upload + "/files" + query)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofFile(file)));
    }

    private String call(String method, String path, String body) throws Exception {
        return require(request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private String require(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(request.build().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.resolve(KAPI + path)).header("Authorization", "Bearer " + token);
    }

    private String logIn() throws Exception {
        var form = "grant_type=password&client_id=kubesphere&client_secret=kubesphere&username=risk-operator&password=P%4088w0rd";
        var answer = http.send(
                HttpRequest.newBuilder(door.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        var found = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(answer.body());
        if (!found.find()) {
            throw new IOException("cannot log in: " + answer.body());
        }
        return found.group(1);
    }

    private S3Client client() {
        return S3Client.builder()
                .endpointOverride(s3)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static void write(Path file, int length, int seed) throws IOException {
        var random = new Random(seed);
        var block = new byte[Math.min(length, 1 << 20)];
        try (var out = Files.newOutputStream(file)) {
            for (var left = length; left > 0; left -= block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private static String digest(Path file) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256");
        var buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }
}
