package io.kubesphere.ai.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A dashboard of the chart, and what it asks Prometheus. */
record Dashboard(String name, JsonNode json) {
    private static final Path DIRECTORY = Path.of("ks-apiservice/files/dashboards");
    private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");
    private static final Pattern NO_METRIC = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(by|on|ignoring|without|group_left|group_right)\\s*\\([^)]*\\)");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\s*\\()\\b(?!\\s*\\()");
    private static final Set<String> KEYWORDS =
            Set.of("by", "on", "and", "or", "unless", "group_left", "group_right", "bool", "offset", "e6");

    /** A question of a panel. */
    record Target(String panel, String expression, boolean isInstant) {}

    /** A variable whose values Prometheus knows. */
    record Variable(String name, String selector, String label, boolean asksForAnything) {}

    static List<Dashboard> all() {
        try (var files = Files.list(DIRECTORY)) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dashboard read(Path file) {
        try {
            var name = file.getFileName().toString().replace(".json", "");
            return new Dashboard(name, new ObjectMapper().readTree(Files.readString(file)));
        } catch (IOException garbled) {
            throw new UncheckedIOException(file.toString(), garbled);
        }
    }

    List<JsonNode> panels() {
        return stream(json.path("panels"))
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    List<Target> targets() {
        var targets = new ArrayList<Target>();
        for (var panel : panels()) {
            for (var target : panel.path("targets")) {
                targets.add(new Target(
                        panel.path("title").asText() + " "
                                + target.path("refId").asText(),
                        target.path("expr").asText(),
                        target.path("instant").asBoolean()));
            }
        }
        return targets;
    }

    List<Variable> variables() {
        return stream(json.at("/templating/list"))
                .filter(variable -> variable.path("type").asText().equals("query"))
                .map(Dashboard::variable)
                .toList();
    }

    private static Variable variable(JsonNode json) {
        var query = LABEL_VALUES.matcher(json.at("/query/query").asText());
        if (!query.matches()) {
            throw new IllegalArgumentException(json.toString());
        }
        var all = json.path("allValue").asText();
        return new Variable(json.path("name").asText(), query.group(1), query.group(2), all.equals(".*"));
    }

    /** The metrics that are named anywhere. */
    Set<String> metrics() {
        var metrics = new TreeSet<String>();
        Stream.concat(
                        targets().stream().map(Target::expression),
                        variables().stream().map(Variable::selector))
                .map(expression -> NO_METRIC.matcher(expression).replaceAll(" "))
                .flatMap(expression -> WORD.matcher(expression).results())
                .map(word -> word.group())
                .filter(word -> !KEYWORDS.contains(word))
                .forEach(metrics::add);
        return metrics;
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    @Override
    public String toString() {
        return name;
    }
}
