package io.kubesphere.ai.standalone.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Computes probabilities from nothing but a model.json and a row, as whoever serves the model would. */
final class Scoring {
    private static final Pattern CELL = Pattern.compile("(?:^|,)(?:\"([^\"]*)\"|([^,\"]*))");

    private Scoring() {}

    static List<Map<String, String>> germanCredit() throws IOException {
        var lines = Files.readAllLines(Sample.SAMPLES.resolve("german-credit/german-credit.csv"));
        var header = cells(lines.get(0));
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            var row = new TreeMap<String, String>();
            var cells = cells(line);
            for (var i = 0; i < header.size(); i++) {
                row.put(header.get(i), cells.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Mean log loss over the whole table, of which {@code good} and {@code bad} are the two classes. */
    static double loss(ToDoubleFunction<Map<String, String>> probabilityOfBad) throws IOException {
        return germanCredit().stream()
                .mapToDouble(row -> {
                    var bad = probabilityOfBad.applyAsDouble(row);
                    return -Math.log(row.get("creditability").equals("bad") ? bad : 1 - bad);
                })
                .average()
                .orElseThrow();
    }

    static double regression(JsonNode model, Map<String, String> row) {
        var sum = model.get("intercept").doubleValue();
        for (var feature : model.get("features")) {
            var input = feature.has("value")
                    ? input(feature, row)
                    : (input(feature, row) - feature.get("mean").doubleValue())
                            / feature.get("deviation").doubleValue();
            sum += feature.get("weight").doubleValue() * input;
        }
        return 1 / (1 + Math.exp(-sum));
    }

    static double boosting(JsonNode model, Map<String, String> row) {
        var odds = model.get("base").doubleValue();
        for (var tree : model.get("trees")) {
            var node = tree.get(0);
            while (node.has("feature")) {
                var feature = model.get("features").get(node.get("feature").intValue());
                var below = input(feature, row) < node.get("threshold").doubleValue();
                node = tree.get(node.get(below ? "left" : "right").intValue());
            }
            odds += model.get("learning_rate").doubleValue() * node.get("value").doubleValue();
        }
        return 1 / (1 + Math.exp(-odds));
    }

    private static double input(JsonNode feature, Map<String, String> row) {
        var cell = row.get(feature.get("column").textValue());
        if (feature.has("value")) {
            return cell.equals(feature.get("value").textValue()) ? 1 : 0;
        }
        return Double.parseDouble(cell);
    }

    private static List<String> cells(String line) {
        return CELL.matcher(line)
                .results()
                .map(cell -> cell.group(1) == null ? cell.group(2) : cell.group(1))
                .toList();
    }
}
