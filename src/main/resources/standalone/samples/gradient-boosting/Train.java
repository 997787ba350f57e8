import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.*;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.*;

/**
 * Gradient boosting on a CSV table: many small trees, each of which corrects the sum of those before it.
 *
 * <p>Run by {@code java Train.java}; it needs a JDK 17 and no library. All it knows comes from the environment: the
 * table from AIP_INPUT_DATA, the parameters from AIP_PARAM_* (AIP_PARAMS holds the same as JSON). The model and
 * the importance of columns go to AIP_OUTPUT_MODEL, metrics to MLFLOW_TRACKING_URI, and after each tree a checkpoint
 * to AIP_CHECKPOINT_DIR, from which the next start goes on. The same seed gives the same model, interrupted or not.
 *
 * <p>Exit codes: 2 wrong parameter, 3 missing or unreadable input, 143 stopped by SIGTERM, 1 anything else.
 */
final class Train {
    public static void main(String[] arguments) {
        try {
            train(new Stop(Thread.currentThread()));
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

    private static void train(Stop stop) throws IOException, InterruptedException {
        var parameters = new Parameters();
        parameters.refuseUnknown();
        var data = new Data(parameters);
        var output = Path.of(Failure.unlessSet("AIP_OUTPUT_MODEL", 1));
        var checkpoint = new Checkpoint(parameters, data);
        var tracking = new Tracking();
        tracking.parameters(parameters.used);

        var forest = new Forest(data, parameters);
        checkpoint.restore().forEach(forest::add);
        var done = forest.trees.size();
        for (var number = done + 1; number <= parameters.trees; number++) {
            if (stop.requestedWithin(number == done + 1 ? 0 : parameters.delayMs)) {
                System.out.println("stopped before tree " + number);
                tracking.flush();
                return;
            }
            forest.add(forest.grow(number));
            var metrics = Scores.of(forest.probabilities(), data);
            checkpoint.save(forest.trees);
            System.out.println("tree " + number + " " + metrics);
            tracking.metrics(metrics, number);
        }
        tracking.flush();
        Report.write(Files.createDirectories(output), forest, data, parameters);
    }
}

final class Parameters extends Choices {
    final int trees = whole("trees", 150, 1, 100_000);
    final int maxDepth = whole("max_depth", 3, 1, 20);
    final double learningRate = number("learning_rate", 0.05, 1e-9, 10);
    final int minLeaf = whole("min_leaf", 10, 1, 1_000_000);
    final double subsample = number("subsample", 0.7, 0.01, 1);
    final double l2 = number("l2", 1, 1e-9, 1_000);
}

/** The model: the log odds of a row are the same for all, plus what each tree adds. */
final class Forest {
    final List<List<Node>> trees = new ArrayList<>();
    final double base;
    private final Data data;
    private final Parameters parameters;
    private final double[] odds;

    Forest(Data data, Parameters parameters) {
        this.data = data;
        this.parameters = parameters;
        var positives =
                (double) Arrays.stream(data.labels).skip(data.validation).sum();
        base = Math.log(positives / (data.labels.length - data.validation - positives));
        odds = new double[data.labels.length];
        Arrays.fill(odds, base);
    }

    void add(List<Node> tree) {
        trees.add(tree);
        Arrays.setAll(odds, i -> odds[i] + parameters.learningRate * Node.value(tree, data.rows[i]));
    }

    double[] probabilities() {
        return Arrays.stream(odds).map(sum -> 1 / (1 + Math.exp(-sum))).toArray();
    }

    /** The sample of a tree depends on seed and number alone, so that a resumed run draws the same. */
    List<Node> grow(int number) {
        var order = Data.shuffled(data.validation, data.labels.length, parameters.seed + 31L * number);
        var sample = Arrays.stream(order).limit((long) Math.ceil(order.length * parameters.subsample));
        var tree = new Tree(data, parameters, probabilities());
        tree.grow(sample.boxed().toList(), 0);
        return tree.nodes;
    }
}

/** A row goes left when its feature is below the threshold, else right; a leaf has the feature -1 and a value. */
record Node(int feature, double threshold, double gain, int left, int right, double value) {
    static double value(List<Node> tree, double[] row) {
        var node = tree.get(0);
        while (node.feature >= 0) {
            node = tree.get(row[node.feature] < node.threshold ? node.left : node.right);
        }
        return node.value;
    }

    static Node of(String text) {
        var parts = text.split(",");
        var numbers = Arrays.stream(parts).mapToDouble(Double::parseDouble).toArray();
        return new Node((int) numbers[0], numbers[1], numbers[2], (int) numbers[3], (int) numbers[4], numbers[5]);
    }

    @Override
    public String toString() {
        return feature + "," + threshold + "," + gain + "," + left + "," + right + "," + value;
    }

    String json() {
        var question = "{\"feature\":" + feature + ",\"threshold\":" + threshold + ",\"left\":" + left;
        return feature < 0 ? "{\"value\":" + value + "}" : question + ",\"right\":" + right + "}";
    }
}

/** Grows one tree by Newton's method: at each node the split that lowers the loss most. */
final class Tree {
    final List<Node> nodes = new ArrayList<>();
    private final Data data;
    private final Parameters parameters;
    private final double[] slopes;
    private final double[] curves;

    Tree(Data data, Parameters parameters, double[] probabilities) {
        this.data = data;
        this.parameters = parameters;
        slopes = IntStream.range(0, probabilities.length)
                .mapToDouble(i -> data.labels[i] - probabilities[i])
                .toArray();
        curves = Arrays.stream(probabilities)
                .map(probability -> probability * (1 - probability))
                .toArray();
    }

    int grow(List<Integer> rows, int depth) {
        var here = nodes.size();
        var slope = rows.stream().mapToDouble(row -> slopes[row]).sum();
        var curve = rows.stream().mapToDouble(row -> curves[row]).sum();
        nodes.add(new Node(-1, 0, 0, 0, 0, slope / (curve + parameters.l2)));
        var split = depth < parameters.maxDepth ? best(rows, slope, curve) : nodes.get(here);
        if (split.feature() >= 0) {
            var isLeft = (Predicate<Integer>) row -> data.rows[row][split.feature()] < split.threshold();
            var left = grow(rows.stream().filter(isLeft).toList(), depth + 1);
            var right = grow(rows.stream().filter(isLeft.negate()).toList(), depth + 1);
            nodes.set(here, new Node(split.feature(), split.threshold(), split.gain(), left, right, 0));
        }
        return here;
    }

    /** Tries each value of each feature as a threshold; answers the leaf itself when no split is worth it. */
    private Node best(List<Integer> rows, double slope, double curve) {
        var best = nodes.get(nodes.size() - 1);
        for (var feature = 0; feature < data.features.size(); feature++) {
            var column = feature;
            var ascending = new ArrayList<>(rows);
            ascending.sort(Comparator.comparingDouble(row -> data.rows[row][column]));
            var slopeBelow = 0.0;
            var curveBelow = 0.0;
            for (var below = 0; below <= rows.size() - parameters.minLeaf; below++) {
                var threshold = data.rows[ascending.get(below)][column];
                if (below >= parameters.minLeaf && threshold > data.rows[ascending.get(below - 1)][column]) {
                    var gain = fit(slopeBelow, curveBelow)
                            + fit(slope - slopeBelow, curve - curveBelow)
                            - fit(slope, curve);
                    best = gain > best.gain() ? new Node(column, threshold, gain, 0, 0, 0) : best;
                }
                slopeBelow += slopes[ascending.get(below)];
                curveBelow += curves[ascending.get(below)];
            }
        }
        return best;
    }

    private double fit(double slope, double curve) {
        return slope * slope / (curve + parameters.l2);
    }
}

/** One input of the model: a numeric column as it is, or one value of a text column, as 0 or 1. */
record Feature(String column, int index, Optional<String> value) {
    static List<Feature> of(String column, int index, List<List<String>> rows, int validation) {
        var cells = rows.stream().map(row -> row.get(index)).toList();
        if (cells.stream().allMatch(Table::isNumber)) {
            return List.of(new Feature(column, index, Optional.empty()));
        }
        var seen = new TreeSet<>(cells.subList(validation, cells.size())).stream();
        return seen.map(value -> new Feature(column, index, Optional.of(value))).toList();
    }

    double in(List<String> row) {
        var cell = row.get(index);
        return value.isEmpty() ? Double.parseDouble(cell) : cell.equals(value.get()) ? 1 : 0;
    }

    String json() {
        return "{\"column\":" + Json.text(column)
                + value.map(text -> ",\"value\":" + Json.text(text)).orElse("") + "}";
    }
}

/** The trees so far, a line each. The file is always whole: it is written aside and then renamed. */
final class Checkpoint {
    private final Optional<String> directory = Optional.ofNullable(System.getenv("AIP_CHECKPOINT_DIR"));
    private final Path file = Path.of(directory.orElse(""), "checkpoint.txt");
    private final String origin;

    Checkpoint(Parameters parameters, Data data) {
        var decisive = new TreeMap<>(parameters.used);
        decisive.keySet().removeAll(List.of("trees", "delay_ms"));
        origin = decisive + " on data " + data.digest;
    }

    List<List<Node>> restore() throws IOException {
        if (directory.isEmpty() || Files.notExists(file)) {
            return List.of();
        }
        var lines = Files.readAllLines(file);
        var fits = !lines.isEmpty() && lines.get(0).equals(origin);
        Failure.when(!fits, 1, file + " comes from other data or parameters; remove it to start anew");
        System.out.println("resumed after tree " + (lines.size() - 1));
        var trees = lines.stream().skip(1).map(line -> Stream.of(line.split(" ")));
        return trees.map(nodes -> nodes.map(Node::of).toList()).toList();
    }

    void save(List<List<Node>> trees) throws IOException {
        if (directory.isPresent()) {
            var lines = new ArrayList<>(List.of(origin));
            trees.forEach(tree -> lines.add(tree.stream().map(Node::toString).collect(Collectors.joining(" "))));
            Files.createDirectories(file.getParent());
            Files.write(Path.of(file + ".new"), lines);
            Files.move(Path.of(file + ".new"), file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}

/** The result: model.json holds all it takes to compute a probability, importance.csv what each column contributes. */
final class Report {
    static void write(Path directory, Forest forest, Data data, Parameters chosen) throws IOException {
        var features = data.features.stream().map(Feature::json);
        var trees = forest.trees.stream()
                .map(tree -> tree.stream().map(Node::json).collect(Collectors.joining(",", "[", "]")));
        Files.writeString(
                directory.resolve("model.json"),
                "{\"kind\":\"gradient-boosting\",\"target\":" + Json.text(chosen.target) + ",\"positive\":"
                        + Json.text(chosen.positive) + ",\"base\":" + forest.base + ",\"learning_rate\":"
                        + chosen.learningRate + features.collect(Collectors.joining(",\n", ",\"features\":[\n", "]"))
                        + trees.collect(Collectors.joining(",\n", ",\"trees\":[\n", "]}\n")));
        Files.write(directory.resolve("importance.csv"), importance(forest, data));
    }

    /** A column's share of all that the splits gained. */
    private static List<String> importance(Forest forest, Data data) {
        var gains = new TreeMap<String, Double>();
        data.features.forEach(feature -> gains.put(feature.column(), 0.0));
        forest.trees.stream()
                .flatMap(List::stream)
                .filter(node -> node.feature() >= 0)
                .forEach(node -> gains.merge(data.features.get(node.feature()).column(), node.gain(), Double::sum));
        var total = Math.max(
                Double.MIN_NORMAL,
                gains.values().stream().mapToDouble(gain -> gain).sum());
        var lines = new ArrayList<>(List.of("column,importance"));
        gains.entrySet().stream()
                .sorted(Comparator.comparingDouble(column -> -column.getValue()))
                .forEach(column ->
                        lines.add('"' + column.getKey().replace("\"", "\"\"") + "\"," + column.getValue() / total));
        return lines;
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
