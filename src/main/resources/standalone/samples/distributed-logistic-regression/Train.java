import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.*;

/**
 * Logistic regression on a CSV table by several processes: each computes the gradient of its share of every batch, and
 * all step by the sum. So the model is that of one process, up to the order in which numbers are added.
 *
 * <p>Run by {@code java Train.java} once per rank; it needs a JDK 17 and no library. All it knows comes from the
 * environment: its place from AIP_RANK, AIP_WORLD_SIZE, MASTER_ADDR and MASTER_PORT, the table from AIP_INPUT_DATA, the
 * parameters from AIP_PARAM_* (the file AIP_PARAMS holds the same as JSON). Rank 0 alone writes the model to
 * AIP_OUTPUT_MODEL, metrics to MLFLOW_TRACKING_URI, and after each epoch a checkpoint to AIP_CHECKPOINT_DIR, from which
 * the next start goes on.
 *
 * <p>Exit codes: 2 wrong parameter, 3 missing or unreadable input, 143 stopped by SIGTERM, 1 anything else, such as the
 * loss of a rank: none goes on without all.
 */
final class Train {
    public static void main(String[] arguments) {
        try {
            train();
        } catch (Failure failure) {
            System.err.println("error: " + failure.getMessage());
            Runtime.getRuntime().halt(failure.code);
        } catch (IOException failure) {
            System.err.println("error: " + failure);
            Runtime.getRuntime().halt(1);
        } catch (Exception unexpected) {
            unexpected.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void train() throws Exception {
        var parameters = new Parameters();
        parameters.refuseUnknown();
        var data = new Data(parameters);
        var peers = new Peers(parameters, data);
        var stop = new Stop(Thread.currentThread()); // not before: until here there is nothing to keep
        try {
            train(parameters, data, peers, stop);
        } catch (Failure failure) {
            throw stop.requestedWithin(0) ? new Failure(143, "stopped; " + failure.getMessage()) : failure;
        }
    }

    private static void train(Parameters parameters, Data data, Peers peers, Stop stop) throws Exception {
        var leads = peers.rank == 0;
        var output = leads ? Failure.unlessSet("AIP_OUTPUT_MODEL", 1) : "";
        var checkpoint = new Checkpoint(parameters, data);
        var tracking = new Tracking();
        if (leads) {
            tracking.parameters(parameters.used);
        }
        var weights = new double[data.features.size() + 1];
        var done = (int) peers.sum(leads ? checkpoint.restore(weights) : 0)[0];
        weights = peers.sum(weights); // what rank 0 restored, plus the zeros of all others
        for (var epoch = done + 1; epoch <= parameters.epochs; epoch++) {
            var asked = stop.requestedWithin(epoch == done + 1 ? 0 : parameters.delayMs);
            if (peers.sum(asked ? 1 : 0)[0] > 0) {
                System.out.println("stopped before epoch " + epoch);
                tracking.flush();
                Failure.when(!asked, 1, "another rank was told to stop");
                return;
            }
            Model.learn(weights, data, parameters, epoch, peers);
            if (leads) {
                var metrics = Scores.of(Model.probabilities(weights, data), data);
                checkpoint.save(weights, epoch);
                System.out.println("epoch " + epoch + " " + metrics);
                tracking.metrics(metrics, epoch);
            }
        }
        if (leads) {
            tracking.flush();
            Report.write(Files.createDirectories(Path.of(output)), weights, data, parameters);
        }
        peers.sum(0); // no rank has succeeded before the model is written
    }
}

final class Parameters extends Choices {
    final int epochs = whole("epochs", 40, 1, 100_000);
    final double learningRate = number("learning_rate", 0.1, 1e-9, 1_000);
    final double decay = number("decay", 0.05, 0, 1_000);
    final double l2 = number("l2", 0.01, 0, 1_000);
    final int batchSize = whole("batch_size", 32, 1, 1_000_000);
    final int connectTimeout = whole("connect_timeout_seconds", 120, 1, 86_400);
    final int peerTimeout = whole("peer_timeout_seconds", 60, 1, 86_400);
}

/** The model is a weight per feature and, last, the intercept. All ranks hold the same. */
final class Model {
    static double[] probabilities(double[] weights, Data data) {
        return Arrays.stream(data.rows)
                .mapToDouble(row -> probability(weights, row))
                .toArray();
    }

    private static double probability(double[] weights, double[] row) {
        var sum = weights[row.length];
        for (var i = 0; i < row.length; i++) {
            sum += weights[i] * row[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }

    /** One pass in batches, which are the same on all ranks; of each batch a rank computes every size-th row. */
    static void learn(double[] weights, Data data, Parameters parameters, int epoch, Peers peers) {
        var order = Data.shuffled(data.validation, data.labels.length, parameters.seed + 31L * epoch);
        var rate = parameters.learningRate / (1 + parameters.decay * (epoch - 1));
        for (var from = 0; from < order.length; from += parameters.batchSize) {
            var to = Math.min(order.length, from + parameters.batchSize);
            var own = IntStream.iterate(from + peers.rank, i -> i < to, i -> i + peers.size)
                    .map(i -> order[i]);
            var gradient = peers.sum(gradient(weights, data, own.toArray()));
            for (var i = 0; i < weights.length; i++) {
                var penalty = i < weights.length - 1 ? parameters.l2 * weights[i] : 0;
                weights[i] -= rate * (gradient[i] / (to - from) + penalty);
            }
        }
    }

    /** Of the log loss, summed over the rows. */
    private static double[] gradient(double[] weights, Data data, int[] rows) {
        var gradient = new double[weights.length];
        for (var index : rows) {
            var row = data.rows[index];
            var error = probability(weights, row) - data.labels[index];
            for (var i = 0; i < row.length; i++) {
                gradient[i] += error * row[i];
            }
            gradient[row.length] += error;
        }
        return gradient;
    }
}

/** Adds up vectors over all ranks. Rank 0 does it, always in the order of the ranks, so that sums are reproducible. */
final class Peers {
    final int size = place("AIP_WORLD_SIZE", "1", 1, 10_000);
    final int rank = place("AIP_RANK", "0", 0, size - 1);
    private final Map<Integer, Peer> others = new TreeMap<>();
    private final long deadline;

    Peers(Parameters parameters, Data data) throws Exception {
        deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(parameters.connectTimeout);
        var task = size + " ranks on data " + data.digest + " with " + parameters.used;
        if (size > 1 && rank == 0) {
            gather(task);
        } else if (size > 1) {
            others.put(0, join(task, 1_000 * parameters.connectTimeout));
        }
        sum(0); // all are here
        for (var peer : others.values()) {
            peer.socket().setSoTimeout(1_000 * parameters.peerTimeout + parameters.delayMs);
        }
    }

    double[] sum(double... own) {
        var total = rank == 0 ? own.clone() : new double[own.length];
        if (rank > 0) {
            others.get(0).send(own);
        }
        others.values().forEach(peer -> peer.addTo(total));
        if (rank == 0) {
            others.values().forEach(peer -> peer.send(total));
        }
        return total;
    }

    private void gather(String task) throws Exception {
        try (var server = new ServerSocket()) {
            patiently(() -> {
                server.bind(address());
                return server;
            });
            while (others.size() < size - 1) {
                server.setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                welcome(server.accept(), task);
            }
        } catch (SocketTimeoutException alone) {
            throw new Failure(1, "only " + (others.size() + 1) + " of " + size + " ranks came in time");
        }
    }

    private void welcome(Socket socket, String task) throws IOException {
        try {
            socket.setSoTimeout(5_000);
            var hello = new DataInputStream(socket.getInputStream());
            var peer = Peer.of(hello.readInt(), socket);
            var claim = hello.readUTF();
            Failure.when(
                    !claim.equals(task), 1, "rank " + peer.rank() + " has another task: " + claim + ", not " + task);
            others.put(peer.rank(), peer);
        } catch (IOException stranger) {
            System.err.println("warning: sent away " + socket.getRemoteSocketAddress() + ", no rank: " + stranger);
            socket.close();
        }
    }

    private Peer join(String task, int timeoutMillis) throws Exception {
        var socket = patiently(() -> {
            var attempt = new Socket();
            attempt.connect(address(), 5_000);
            return attempt;
        });
        socket.setSoTimeout(timeoutMillis);
        var leader = Peer.of(0, socket);
        leader.out().writeInt(rank);
        leader.out().writeUTF(task);
        return leader;
    }

    /** The name may not be published yet, the address not be free, rank 0 not be up. */
    private <T> T patiently(Callable<T> attempt) throws Exception {
        while (true) {
            try {
                return attempt.call();
            } catch (IOException notYet) {
                Failure.when(System.nanoTime() > deadline, 1, "no meeting at " + address() + ": " + notYet);
                Thread.sleep(200);
            }
        }
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(Failure.unlessSet("MASTER_ADDR", 1), place("MASTER_PORT", "", 1, 65_535));
    }

    private static int place(String variable, String fallback, int least, int most) {
        var text = System.getenv().getOrDefault(variable, fallback);
        var number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        var sensible = number >= least && number <= most;
        Failure.when(
                !sensible, 1, variable + " must be a whole number from " + least + " to " + most + ", not " + text);
        return number;
    }
}

/** The connection to another rank; when it breaks there is nothing to go on with. */
record Peer(int rank, Socket socket, DataInputStream in, DataOutputStream out) {
    static Peer of(int rank, Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        return new Peer(rank, socket, in, new DataOutputStream(new BufferedOutputStream(socket.getOutputStream())));
    }

    void send(double[] numbers) {
        try {
            for (var number : numbers) {
                out.writeDouble(number);
            }
            out.flush();
        } catch (IOException broken) {
            throw new Failure(1, "rank " + rank + " is lost: " + broken);
        }
    }

    void addTo(double[] total) {
        try {
            for (var i = 0; i < total.length; i++) {
                total[i] += in.readDouble();
            }
        } catch (IOException broken) {
            throw new Failure(1, "rank " + rank + " is lost: " + broken);
        }
    }
}

/** One input of the model: a numeric column, standardised, or one value of a text column, as 0 or 1. */
record Feature(String column, int index, Optional<String> value, double mean, double deviation) {
    /** Means and values come from the rows to learn from alone: validation is honest when nothing was seen before. */
    static List<Feature> of(String column, int index, List<List<String>> rows, int validation) {
        var cells = rows.stream().map(row -> row.get(index)).toList();
        var seen = cells.subList(validation, cells.size());
        if (!cells.stream().allMatch(Table::isNumber)) {
            var values = new TreeSet<>(seen).stream();
            return values.map(value -> new Feature(column, index, Optional.of(value), 0, 1))
                    .toList();
        }
        var numbers = seen.stream().mapToDouble(Double::parseDouble).toArray();
        var mean = Arrays.stream(numbers).average().orElse(0);
        var variance = Arrays.stream(numbers)
                .map(number -> Math.pow(number - mean, 2))
                .average()
                .orElse(0);
        return List.of(new Feature(column, index, Optional.empty(), mean, variance > 0 ? Math.sqrt(variance) : 1));
    }

    double in(List<String> row) {
        var cell = row.get(index);
        return value.isEmpty() ? (Double.parseDouble(cell) - mean) / deviation : cell.equals(value.get()) ? 1 : 0;
    }

    String json(double weight) {
        var scale = ",\"mean\":" + mean + ",\"deviation\":" + deviation;
        var kind = value.map(text -> ",\"value\":" + Json.text(text)).orElse(scale);
        return "{\"column\":" + Json.text(column) + kind + ",\"weight\":" + weight + "}";
    }
}

/** The weights after the last epoch. The file is always whole: it is written aside and then renamed. */
final class Checkpoint {
    private final Optional<String> directory = Optional.ofNullable(System.getenv("AIP_CHECKPOINT_DIR"));
    private final Path file = Path.of(directory.orElse(""), "checkpoint.txt");
    private final String origin;

    Checkpoint(Parameters parameters, Data data) {
        var decisive = new TreeMap<>(parameters.used);
        decisive.keySet().removeAll(List.of("epochs", "delay_ms", "connect_timeout_seconds", "peer_timeout_seconds"));
        origin = decisive + " on data " + data.digest;
    }

    /** Answers how many epochs the weights have seen. */
    int restore(double[] weights) throws IOException {
        if (directory.isEmpty() || Files.notExists(file)) {
            return 0;
        }
        var lines = Files.readAllLines(file);
        var fits = lines.size() == weights.length + 2 && lines.get(0).equals(origin);
        Failure.when(!fits, 1, file + " comes from other data or parameters; remove it to start anew");
        Arrays.setAll(weights, i -> Double.parseDouble(lines.get(i + 2)));
        System.out.println("resumed after epoch " + lines.get(1));
        return Integer.parseInt(lines.get(1));
    }

    void save(double[] weights, int epoch) throws IOException {
        if (directory.isPresent()) {
            var lines = new ArrayList<>(List.of(origin, String.valueOf(epoch)));
            Arrays.stream(weights).forEach(weight -> lines.add(String.valueOf(weight)));
            Files.createDirectories(file.getParent());
            Files.write(Path.of(file + ".new"), lines);
            Files.move(Path.of(file + ".new"), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

/** The result: model.json holds all it takes to compute a probability. */
final class Report {
    static void write(Path directory, double[] weights, Data data, Parameters chosen) throws IOException {
        var features = IntStream.range(0, data.features.size())
                .mapToObj(i -> data.features.get(i).json(weights[i]));
        Files.writeString(
                directory.resolve("model.json"),
                "{\"kind\":\"logistic-regression\",\"target\":" + Json.text(chosen.target) + ",\"positive\":"
                        + Json.text(chosen.positive) + ",\"intercept\":" + weights[weights.length - 1]
                        + features.collect(Collectors.joining(",\n", ",\"features\":[\n", "]}\n")));
    }
}

// From here on all samples are the same: how parameters, the table and SIGTERM come in, and how scores go out.

/** What the user chose; a parameter that is unknown or makes no sense ends the run before it starts. */
abstract class Choices {
    private static final String PREFIX = "AIP_PARAM_";
    final Map<String, String> used = new TreeMap<>();

    final double validationFraction = number("validation_fraction", 0.25, 0.01, 0.9);
    final int seed = whole("seed", 42, Integer.MIN_VALUE, Integer.MAX_VALUE);
    final int delayMs = whole("delay_ms", 0, 0, 3_600_000);
    final String target = text("target", "creditability");
    final String positive = text("positive", "bad");

    final void refuseUnknown() {
        for (var name : System.getenv().keySet()) {
            var known = used.containsKey(name.replace(PREFIX, "").toLowerCase(Locale.ROOT));
            Failure.when(name.startsWith(PREFIX) && !known, 2, name + " is no parameter; there are " + used.keySet());
        }
    }

    final String text(String name, String fallback) {
        used.put(name, System.getenv().getOrDefault(PREFIX + name.toUpperCase(Locale.ROOT), fallback));
        return used.get(name);
    }

    final double number(String name, double fallback, double least, double most) {
        var text = text(name, String.valueOf(fallback));
        var value = Table.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        var sensible = value >= least && value <= most;
        var range = (least + " to " + most).replaceAll("\\.0\\b", "");
        Failure.when(!sensible, 2, name + " must be a number from " + range + ", not " + text);
        used.put(name, String.valueOf(value));
        return value;
    }

    final int whole(String name, int fallback, int least, int most) {
        var value = number(name, fallback, least, most);
        Failure.when(value != Math.rint(value), 2, name + " must be a whole number, not " + value);
        used.put(name, String.valueOf((int) value));
        return (int) value;
    }
}

/** The table as numbers, in an order that the seed decides: rows to validate with, then rows to learn from. */
final class Data {
    final List<Feature> features = new ArrayList<>();
    final double[][] rows;
    final int[] labels;
    final int validation;
    final String digest;

    Data(Choices parameters) {
        var table = Table.read();
        var target = table.header().indexOf(parameters.target);
        Failure.when(target < 0, 2, "target: " + parameters.target + " is no column of " + table.header());
        var order = shuffled(0, table.rows().size(), parameters.seed);
        var texts = Arrays.stream(order).mapToObj(table.rows()::get).toList();
        validation = (int) Math.round(order.length * parameters.validationFraction);
        for (var column = 0; column < table.header().size(); column++) {
            if (column != target) {
                features.addAll(Feature.of(table.header().get(column), column, texts, validation));
            }
        }
        rows = texts.stream().map(this::numbers).toArray(double[][]::new);
        labels = texts.stream()
                .mapToInt(row -> row.get(target).equals(parameters.positive) ? 1 : 0)
                .toArray();
        requireBothClasses(0, validation);
        requireBothClasses(validation, order.length);
        digest = Integer.toHexString(List.of(table.header(), table.rows()).hashCode());
    }

    private double[] numbers(List<String> row) {
        return features.stream().mapToDouble(feature -> feature.in(row)).toArray();
    }

    private void requireBothClasses(int from, int to) {
        var positives = Arrays.stream(labels, from, to).sum();
        var what = positives + " of " + (to - from) + " rows are positive, but both classes are needed";
        Failure.when(positives == 0 || positives == to - from, 2, "positive, validation_fraction: " + what);
    }

    /** The whole numbers of a range, in an order that depends on the seed alone. */
    static int[] shuffled(int from, int to, long seed) {
        var random = new SplittableRandom(seed);
        var order = IntStream.range(from, to).toArray();
        for (var i = order.length - 1; i > 0; i--) {
            var other = random.nextInt(i + 1);
            var moved = order[i];
            order[i] = order[other];
            order[other] = moved;
        }
        return order;
    }
}

/** The CSV file of the input: a header, then rows of as many cells. A cell may be quoted, but not span lines. */
record Table(List<String> header, List<List<String>> rows) {
    private static final Pattern CELL = Pattern.compile("\\G(?:\"([^\"]*+(?:\"\"[^\"]*+)*+)\"|([^,\"]*+))(,|$)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

    static Table read() {
        var input = Failure.unlessSet("AIP_INPUT_DATA", 3);
        try (var walk = Files.walk(Path.of(input), FileVisitOption.FOLLOW_LINKS)) {
            var files = walk.filter(file -> file.toString().endsWith(".csv")).toList();
            Failure.when(files.size() != 1, 3, input + " must hold one CSV file, not " + files);
            var lines = Files.readAllLines(files.get(0)).stream().filter(line -> !line.isBlank());
            var rows = lines.map(Table::cells).toList();
            Failure.when(rows.size() < 2, 3, files.get(0) + " has no rows");
            for (var row : rows) {
                var ragged = row.size() != rows.get(0).size();
                Failure.when(
                        ragged, 3, files.get(0) + ": no " + rows.get(0).size() + " cells as in the header: " + row);
            }
            return new Table(rows.get(0), rows.subList(1, rows.size()));
        } catch (IOException | UncheckedIOException unreadable) {
            throw new Failure(3, input + " cannot be read: " + unreadable);
        }
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = CELL.matcher(line);
        do {
            Failure.when(!cell.find(), 3, "the quotes are not in pairs in " + line);
            cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
        } while (!cell.group(3).isEmpty());
        return cells;
    }

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }
}

/** How good probabilities are: on the rows that were learned from, and on those that were not. */
final class Scores {
    static Map<String, Double> of(double[] probabilities, Data data) {
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("train_loss", loss(probabilities, data.labels, data.validation, data.labels.length));
        metrics.put("val_loss", loss(probabilities, data.labels, 0, data.validation));
        metrics.put("val_auc", auc(probabilities, data.labels, data.validation));
        metrics.put("val_accuracy", accuracy(probabilities, data.labels, data.validation));
        Failure.when(metrics.containsValue(Double.NaN), 1, "the model ran away; try a smaller learning_rate");
        metrics.replaceAll((name, value) -> Math.rint(value * 1e6) / 1e6);
        return metrics;
    }

    private static double loss(double[] probabilities, int[] labels, int from, int to) {
        var likelihoods = IntStream.range(from, to).mapToDouble(i -> Math.abs(1 - labels[i] - probabilities[i]));
        return likelihoods
                .map(likelihood -> -Math.log(Math.max(1e-15, likelihood)))
                .average()
                .orElseThrow();
    }

    private static double accuracy(double[] probabilities, int[] labels, int rows) {
        return IntStream.range(0, rows)
                        .filter(i -> Math.round(probabilities[i]) == labels[i])
                        .count()
                / (double) rows;
    }

    /** The chance that a positive row gets a higher probability than a negative one; a tie counts half. */
    private static double auc(double[] probabilities, int[] labels, int rows) {
        var won = 0.0;
        var pairs = 0L;
        for (var i = 0; i < rows; i++) {
            for (var j = 0; j < rows && labels[i] == 1; j++) {
                won += labels[j] == 1 ? 0 : 0.5 + Math.signum(probabilities[i] - probabilities[j]) / 2;
                pairs += 1 - labels[j];
            }
        }
        return won / pairs;
    }
}

/** Reports to MLflow. A server that is away never fails or delays the run: what it missed is kept and sent later. */
final class Tracking {
    private static final Map<String, String> ENV = System.getenv();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Queue<String> unsent = new ArrayDeque<>();
    private long nextTry = System.nanoTime();

    void parameters(Map<String, String> parameters) {
        var pairs = parameters.entrySet().stream();
        report(
                "params",
                pairs.map(pair -> "\"key\":\"" + pair.getKey() + "\",\"value\":" + Json.text(pair.getValue())));
    }

    void metrics(Map<String, Double> metrics, int step) {
        var when = ",\"step\":" + step + ",\"timestamp\":" + System.currentTimeMillis();
        var pairs = metrics.entrySet().stream();
        report("metrics", pairs.map(pair -> "\"key\":\"" + pair.getKey() + "\",\"value\":" + pair.getValue() + when));
    }

    private void report(String kind, Stream<String> entries) {
        var list = entries.collect(Collectors.joining("},{", "[{", "}]"));
        unsent.add("{\"run_id\":\"" + ENV.get("MLFLOW_RUN_ID") + "\",\"" + kind + "\":" + list + "}");
        if (System.nanoTime() - nextTry >= 0) {
            flush();
        }
    }

    /** Oldest first. After a failure the server is left alone ten times as long as the failure took. */
    void flush() {
        while (ENV.containsKey("MLFLOW_TRACKING_URI") && !unsent.isEmpty()) {
            var start = System.nanoTime();
            if (!delivered(unsent.element())) {
                nextTry = System.nanoTime() + 10 * (System.nanoTime() - start);
                return;
            }
            unsent.remove();
        }
    }

    /** A report that the server understands but refuses is not sent again. */
    private boolean delivered(String report) {
        try {
            var server = ENV.get("MLFLOW_TRACKING_URI").replaceAll("/$", "");
            var request = HttpRequest.newBuilder(URI.create(server + "/api/2.0/mlflow/runs/log-batch"))
                    .timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + ENV.getOrDefault("MLFLOW_TRACKING_TOKEN", ""))
                    .POST(HttpRequest.BodyPublishers.ofString(report));
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var answered = answer.statusCode() + " " + answer.body();
            if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
                throw new IOException(answered);
            }
            if (answer.statusCode() != 200) {
                System.err.println("warning: tracking refuses a report: " + answered);
            }
            return true;
        } catch (IOException | InterruptedException | IllegalArgumentException away) {
            System.err.println("warning: tracking is away, " + unsent.size() + " reports wait: " + away);
            return false;
        }
    }
}

/** SIGTERM as a question that the training asks between steps; the process ends, with 143, when the training has. */
final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);

    Stop(Thread training) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            requested.countDown();
            try {
                training.join(20_000);
            } catch (InterruptedException nobodyInterrupts) {
                throw new IllegalStateException(nobodyInterrupts);
            }
        }));
    }

    boolean requestedWithin(int millis) throws InterruptedException {
        return requested.await(millis, TimeUnit.MILLISECONDS);
    }
}

final class Json {
    static String text(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + '"';
    }
}

/** Ends the run with a message and an exit code. */
final class Failure extends RuntimeException {
    final int code;

    Failure(int code, String message) {
        super(message);
        this.code = code;
    }

    static void when(boolean wrong, int code, String message) {
        if (wrong) {
            throw new Failure(code, message);
        }
    }

    static String unlessSet(String variable, int code) {
        when(System.getenv(variable) == null, code, "the environment variable " + variable + " is not set");
        return System.getenv(variable);
    }
}
