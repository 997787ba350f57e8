import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Datasets through the front door of a stand-alone platform whose object store is an S3 server, beside DVC on the same server:
 * {@code java Datasets <door> <S3 endpoint> <dvc> <work directory>}. {@code bench/datasets} does all that is needed.
 */
final class Datasets {
    private static final int FILES = Integer.getInteger("files", 2000);
    private static final int BYTES = 64 * 1024;
    private static final int CHANGED = FILES / 20;
    private static final int LARGE = Integer.getInteger("largeMiB", 256) << 20;
    private static final int ROUNDS = 3;

    private final Door door;
    private final URI s3;
    private final String dvc;
    private final Path work;

    private Datasets(String[] arguments) throws Exception {
        door = new Door(URI.create(arguments[0]));
        s3 = URI.create(arguments[1]);
        dvc = arguments[2];
        work = Path.of(arguments[3]);
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new Datasets(arguments);
        bench.largeFiles();
        bench.besideDvc();
    }

    // One large file: what the S3 server takes directly, and what it takes through us.

    private void largeFiles() throws Exception {
        door.dataset("large");
        var upload = door.begin("large", "");
        var file = work.resolve("large.bin");
        var raw = new ArrayList<Double>();
        var announced = new ArrayList<Double>();
        var unknown = new ArrayList<Double>();
        try (var store = new RawStore(s3)) {
            for (var round = -1; round < ROUNDS; round++) {
                write(file, LARGE, 1000 + round);
                var digest = Door.digest(file);
                var name = "f" + round;
                var put = Door.time(() -> store.put("raw/" + name, file));
                var known = Door.time(() -> door.put("large", upload, "known-" + name, "&digest=sha256:" + digest, file));
                write(file, LARGE, 2000 + round);
                var not = Door.time(() -> door.put("large", upload, "unknown-" + name, "", file));
                if (round >= 0) {
                    raw.add(put);
                    announced.add(known);
                    unknown.add(not);
                }
            }
        }
        door.commit("large", upload, "v1");
        Files.delete(file);
        System.out.printf("one file of %d MiB, median of %d, one connection:%n", LARGE >> 20, ROUNDS);
        System.out.printf("  put to the S3 server itself              %6.0f MB/s%n", LARGE / 1e6 / Door.median(raw));
        rate("announced", announced, raw);
        rate("not known", unknown, raw);
        System.out.println();
    }

    private static void rate(String digest, List<Double> ours, List<Double> raw) {
        System.out.printf("  through the platform, digest %s   %6.0f MB/s  %3.0f %% of that%n",
                digest, LARGE / 1e6 / Door.median(ours), 100 * Door.median(raw) / Door.median(ours));
    }

    // The same work with DVC.

    private void besideDvc() throws Exception {
        var data = files("repository/data", 0, FILES);
        var repository = work.resolve("repository");
        prepare(repository);
        warmUp();
        System.out.printf("%d files of %d KiB, %d at once, then %d of them changed; seconds, theirs / ours:%n",
                FILES, BYTES / 1024, Door.AT_ONCE, CHANGED);
        door.dataset("beside");

        var theirs = Door.time(() -> addAndPush(repository));
        git(repository, "commit", "-qm", "v1");
        var ours = Door.time(() -> upload("beside", "", "v1", data, FILES));
        line("first version (add, push / upload, commit)", theirs, ours);
        line("  the same as one archive (/ tar, upload, commit)", theirs, asArchive(files("archived", 2 * FILES, FILES)));

        for (var i = 0; i < CHANGED; i++) {
            var file = data.resolve(name(i));
            Files.delete(file);
            write(file, BYTES, FILES + i);
        }
        theirs = Door.time(() -> addAndPush(repository));
        git(repository, "commit", "-qm", "v2");
        ours = Door.time(() -> upload("beside", "v1", "v2", data, CHANGED));
        line("second version, only what has changed", theirs, ours);

        theirs = Door.time(() -> run(repository, dvc, "diff", "HEAD~1", "HEAD"));
        ours = Door.time(() -> door.call("GET", "datasets/beside/versions/v1/diff?to=v2", ""));
        line("difference of the two", theirs, ours);

        git(work, "clone", "-q", repository.toString(), "clone");
        var clone = work.resolve("clone");
        Files.copy(repository.resolve(".dvc/config.local"), clone.resolve(".dvc/config.local"));
        theirs = Door.time(() -> run(clone, dvc, "pull", "-q", "-j", "" + Door.AT_ONCE));
        ours = Door.time(() -> fetch(Files.createDirectories(work.resolve("fetched"))));
        line("all files of a version onto an empty disk, checked", theirs, ours);
        System.out.printf("  that is %.0f MB/s / %.0f MB/s%n", FILES * (double) BYTES / 1e6 / theirs, FILES * (double) BYTES / 1e6 / ours);
        line("  the same as one archive (/ export, tar, check)", theirs,
                Door.time(() -> export(Files.createDirectories(work.resolve("exported")))));
    }

    /** A service runs for weeks, so its first requests after the start, which are slow, are told apart. */
    private void warmUp() throws Exception {
        var count = Math.min(FILES, 500);
        var data = files("warm", 3 * FILES, count);
        door.dataset("warm");
        var seconds = Door.time(() -> upload("warm", "", "v1", data, count));
        System.out.printf("the first %d files of %d KiB after the start took %.2f s and are not counted below%n", count, BYTES / 1024, seconds);
    }

    private Path files(String directory, int seed, int count) throws IOException {
        var data = Files.createDirectories(work.resolve(directory));
        for (var i = 0; i < count; i++) {
            write(data.resolve(name(i)), BYTES, seed + i);
        }
        return data;
    }

    private static String name(int number) {
        return "file-%05d.bin".formatted(number);
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
        run(repository, dvc, "remote", "add", "-q", "-d", "s3", "s3://" + RawStore.BUCKET + "/dvc");
        run(repository, dvc, "remote", "modify", "s3", "endpointurl", s3.toString());
        run(repository, dvc, "remote", "modify", "--local", "s3", "access_key_id", RawStore.KEY);
        run(repository, dvc, "remote", "modify", "--local", "s3", "secret_access_key", RawStore.SECRET);
    }

    private void addAndPush(Path repository) throws Exception {
        run(repository, dvc, "add", "-q", "data");
        run(repository, dvc, "push", "-q", "-j", "" + Door.AT_ONCE);
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

    private void upload(String dataset, String base, String version, Path data, int count) throws Exception {
        var upload = door.begin(dataset, base);
        Door.inParallel(Door.AT_ONCE, 0, count, i -> door.put(dataset, upload, name(i), "", data.resolve(name(i))));
        door.commit(dataset, upload, version);
    }

    private double asArchive(Path data) throws Exception {
        door.dataset("archived");
        var tar = work.resolve("all.tar");
        return Door.time(() -> {
            run(data, "tar", "-cf", tar.toString(), ".");
            var upload = door.begin("archived", "");
            door.require(door.request("datasets/archived/uploads/" + upload + "/files")
                    .header("Content-Type", "application/x-tar")
                    .POST(BodyPublishers.ofFile(tar)));
            door.commit("archived", upload, "v1");
        });
    }

    private void fetch(Path into) throws Exception {
        var listing = door.list("beside", "v2");
        Door.inParallel(Door.AT_ONCE, 0, listing.size(), i -> {
            var file = listing.get(i);
            var target = into.resolve(file.path());
            door.read("datasets/beside/versions/v2/content?path=" + file.path(), BodyHandlers.ofFile(target));
            requireSame(target, file);
        });
    }

    private void export(Path into) throws Exception {
        var listing = door.list("beside", "v2");
        var tar = work.resolve("exported.tar");
        door.read("datasets/beside/versions/v2/archive?format=tar", BodyHandlers.ofFile(tar));
        run(into, "tar", "-xf", tar.toString());
        for (var file : listing) {
            requireSame(into.resolve(file.path()), file);
        }
    }

    private static void requireSame(Path target, Door.Listed file) throws Exception {
        if (!Door.digest(target).equals(file.hex())) {
            throw new IOException("wrong: " + file.path());
        }
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
}
