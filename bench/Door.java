import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/** The front door of a stand-alone platform as a client sees it, in one project; and what the measuring programs share. */
final class Door {
    static final int AT_ONCE = 16;
    private static final String PROJECT = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/credit-risk/";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI door;
    private final String token;

    Door(URI door) throws Exception {
        this.door = door;
        this.token = logIn();
    }

    private String logIn() throws Exception {
        var form = "grant_type=password&client_id=kubesphere&client_secret=kubesphere&username=risk-operator&password=P%4088w0rd";
        var answer = http.send(
                HttpRequest.newBuilder(door.resolve("/oauth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        return find("\"access_token\":\"([^\"]+)\"", answer.body());
    }

    static String find(String pattern, String text) throws IOException {
        var found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in " + text);
        }
        return found.group(1);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(door.resolve(PROJECT + path)).header("Authorization", "Bearer " + token);
    }

    String call(String method, String path, String body) throws Exception {
        return require(request(path)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    String require(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Writes what is answered to a file, or nowhere. */
    <T> void read(String path, HttpResponse.BodyHandler<T> into) throws Exception {
        var answer = http.send(request(path).build(), into);
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode());
        }
    }

    // Datasets.

    void dataset(String name) throws Exception {
        call("POST", "datasets", "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{}}");
    }

    String begin(String dataset, String base) throws Exception {
        var body = base.isEmpty() ? "{}" : "{\"base\":\"" + base + "\"}";
        return find("\"id\":\"([^\"]+)\"", call("POST", "datasets/" + dataset + "/uploads", body));
    }

    void put(String dataset, String upload, String path, String more, Path file) throws Exception {
        put(dataset, upload, path, more, BodyPublishers.ofFile(file));
    }

    void put(String dataset, String upload, String path, String more, HttpRequest.BodyPublisher body) throws Exception {
        var query = "?path=" + URLEncoder.encode(path, StandardCharsets.UTF_8) + more;
        require(request("datasets/" + dataset + "/uploads/" + upload + "/files" + query)
                .header("Content-Type", "application/octet-stream")
                .PUT(body));
    }

    void commit(String dataset, String upload, String version) throws Exception {
        call("POST", "datasets/" + dataset + "/uploads/" + upload + "/commit", "{\"version\":\"" + version + "\"}");
    }

    /** A file of a version. */
    record Listed(String path, long size, String hex) {}

    List<Listed> list(String dataset, String version) throws Exception {
        var pattern = Pattern.compile("\"path\":\"([^\"]+)\",\"size\":(\\d+),\"digest\":\"sha256:([0-9a-f]{64})\"");
        var all = new ArrayList<Listed>();
        for (var page = 1; ; page++) {
            var text = call("GET", "datasets/" + dataset + "/versions/" + version + "/files?limit=1000&page=" + page, "");
            var found = pattern.matcher(text);
            while (found.find()) {
                all.add(new Listed(found.group(1), Long.parseLong(found.group(2)), found.group(3)));
            }
            if (all.size() >= Integer.parseInt(find("\"totalItems\":(\\d+)", text))) {
                return all;
            }
        }
    }

    // Shared by what measures.

    interface Work {
        void run() throws Exception;
    }

    static double time(Work work) throws Exception {
        var start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    interface Numbered {
        void run(int number) throws Exception;
    }

    static void inParallel(int atOnce, int from, int to, Numbered work) throws Exception {
        var threads = Executors.newFixedThreadPool(atOnce);
        try {
            var all = new ArrayList<Future<?>>();
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

    static String digest(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return digest(in);
        }
    }

    static String digest(InputStream in) throws Exception {
        var hash = MessageDigest.getInstance("SHA-256");
        var buffer = new byte[1 << 16];
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            hash.update(buffer, 0, read);
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    static double median(List<Double> all) {
        return all.stream().sorted().skip(all.size() / 2).findFirst().orElseThrow();
    }
}
