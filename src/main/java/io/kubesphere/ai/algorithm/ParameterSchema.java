package io.kubesphere.ai.algorithm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The parameters of one version: checks given values and fills in the defaults. */
public record ParameterSchema(List<ParameterSpec> parameters) {
    private static final int LONGEST_TEXT = 4096;

    public ParameterSchema {
        parameters = List.copyOf(parameters);
    }

    /** Values with defaults filled in, in the order of the schema, and everything that is wrong with them. */
    public record Checked(Map<String, JsonNode> values, List<Problem.Cause> causes) {}

    /**
     * Checks what a job gives.
     *
     * @param field path of the map in the job, named in the causes
     */
    public Checked check(String field, Map<String, JsonNode> given) {
        var causes = new ArrayList<Problem.Cause>();
        var values = new LinkedHashMap<String, JsonNode>();
        for (var parameter : parameters) {
            value(field, parameter, given, causes).ifPresent(value -> values.put(parameter.name(), value));
        }
        given.keySet().stream()
                .filter(name -> parameters.stream()
                        .noneMatch(parameter -> parameter.name().equals(name)))
                .sorted()
                .forEach(name -> causes.add(unknown(field + "." + name)));
        return new Checked(values, List.copyOf(causes));
    }

    private static Optional<JsonNode> value(
            String field, ParameterSpec parameter, Map<String, JsonNode> given, List<Problem.Cause> causes) {
        var path = field + "." + parameter.name();
        var value = Optional.ofNullable(given.get(parameter.name())).filter(found -> !found.isNull());
        if (value.isEmpty()) {
            if (parameter.required() && parameter.defaultValue().isEmpty()) {
                causes.add(Problem.Cause.required(path, "a value is required"));
            }
            return parameter.defaultValue();
        }
        fault(parameter, value.get()).ifPresent(fault -> causes.add(Problem.Cause.invalid(path, fault)));
        return value;
    }

    /** What is wrong with the schema itself: a default that it would refuse. */
    public List<Problem.Cause> faults(String field) {
        var causes = new ArrayList<Problem.Cause>();
        for (var i = 0; i < parameters.size(); i++) {
            var path = field + "[" + i + "].default";
            var parameter = parameters.get(i);
            parameter
                    .defaultValue()
                    .flatMap(value -> fault(parameter, value))
                    .ifPresent(fault -> causes.add(Problem.Cause.invalid(path, fault)));
        }
        return List.copyOf(causes);
    }

    private static Optional<String> fault(ParameterSpec parameter, JsonNode value) {
        return switch (parameter.type()) {
            case INT -> isWhole(value) ? outOfRange(parameter, value) : Optional.of("must be a whole number");
            case FLOAT -> value.isNumber() ? outOfRange(parameter, value) : Optional.of("must be a number");
            case BOOL -> value.isBoolean() ? Optional.empty() : Optional.of("must be true or false");
            case STRING -> text(value);
            case ENUM ->
                value.isTextual() && parameter.values().contains(value.asText())
                        ? Optional.empty()
                        : Optional.of("must be one of " + String.join(", ", parameter.values()));
        };
    }

    /** 10.0 is whole too: JSON knows one kind of number, and some clients write integers that way. */
    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() || (value.isNumber() && value.asDouble() % 1 == 0);
    }

    private static Optional<String> text(JsonNode value) {
        if (!(value instanceof TextNode)) {
            return Optional.of("must be a text");
        }
        return value.asText().length() > LONGEST_TEXT
                ? Optional.of("must have at most " + LONGEST_TEXT + " characters")
                : Optional.empty();
    }

    private static Optional<String> outOfRange(ParameterSpec parameter, JsonNode value) {
        var below = parameter.minimum() != null && value.asDouble() < parameter.minimum();
        var above = parameter.maximum() != null && value.asDouble() > parameter.maximum();
        if (!below && !above) {
            return Optional.empty();
        }
        return Optional.of("must be " + range(parameter) + ", was " + value.asText());
    }

    private static String range(ParameterSpec parameter) {
        if (parameter.minimum() == null) {
            return "at most " + number(parameter.maximum());
        }
        return parameter.maximum() == null
                ? "at least " + number(parameter.minimum())
                : "from " + number(parameter.minimum()) + " to " + number(parameter.maximum());
    }

    private static String number(double value) {
        return value % 1 == 0 && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private Problem.Cause unknown(String path) {
        var names = parameters.stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
        return Problem.Cause.notSupported(
                path, names.isEmpty() ? "this algorithm has no parameters" : "unknown parameter; there are " + names);
    }
}
