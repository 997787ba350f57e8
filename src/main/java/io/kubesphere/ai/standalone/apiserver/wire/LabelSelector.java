package io.kubesphere.ai.standalone.apiserver.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The {@code labelSelector} query: equality and set requirements, all of which must hold. */
public record LabelSelector(List<Requirement> requirements) {

    /** How one label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        ABSENT
    }

    /** One term; values are empty for EXISTS and ABSENT. */
    public record Requirement(String key, Operator operator, Set<String> values) {
        boolean holds(Map<String, String> labels) {
            var value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
            };
        }
    }

    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

    public static LabelSelector everything() {
        return new LabelSelector(List.of());
    }

    public static LabelSelector parse(String text) {
        if (text.isBlank()) {
            return everything();
        }
        var requirements = new ArrayList<Requirement>();
        for (var term : COMMA_OUTSIDE_PARENTHESES.split(text, -1)) {
            requirements.add(requirement(term.strip(), text));
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    private static Requirement requirement(String term, String whole) {
        var set = SET.matcher(term);
        if (set.matches()) {
            var operator = set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN;
            return checked(set.group(1), operator, values(set.group(3)), whole);
        }
        var equality = EQUALITY.matcher(term);
        if (equality.matches()) {
            var operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
            return checked(equality.group(1), operator, Set.of(equality.group(3)), whole);
        }
        if (term.startsWith("!")) {
            return checked(term.substring(1).strip(), Operator.ABSENT, Set.of(), whole);
        }
        return checked(term, Operator.EXISTS, Set.of(), whole);
    }

    private static Set<String> values(String list) {
        return Set.copyOf(Arrays.asList(list.strip().split("\\s*,\\s*", -1)));
    }

    private static Requirement checked(String key, Operator operator, Set<String> values, String whole) {
        var keyFault = Names.labelKeyFault(key);
        if (keyFault.isPresent()) {
            throw ApiError.badRequest("unable to parse requirement: " + keyFault.get() + " in \"" + whole + "\"");
        }
        for (var value : values) {
            Names.labelValueFault(value).ifPresent(fault -> {
                throw ApiError.badRequest(
                        "unable to parse requirement: values: Invalid value: \"" + value + "\": " + fault);
            });
        }
        return new Requirement(key, operator, values);
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.holds(labels));
    }
}
