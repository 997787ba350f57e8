package io.kubesphere.ai.kernel.kapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Kubernetes label selector: all requirements must hold. {@code !=} and {@code notin} also match a missing label. */
public record LabelSelector(List<Requirement> requirements) {

    /** How a label is compared. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        ABSENT
    }

    /** One comma-separated part; {@code values} is empty for EXISTS and ABSENT. */
    public record Requirement(String key, Operator operator, Set<String> values) {
        public Requirement {
            values = Set.copyOf(values);
        }

        boolean matches(Map<String, String> labels) {
            var value = labels.get(key);
            return switch (operator) {
                case IN -> value != null && values.contains(value);
                case NOT_IN -> value == null || !values.contains(value);
                case EXISTS -> value != null;
                case ABSENT -> value == null;
            };
        }
    }

    /** Selects everything. */
    public static final LabelSelector ALL = new LabelSelector(List.of());

    private static final String KEY = "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final Pattern VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");
    private static final Pattern PRESENCE = Pattern.compile("(?<not>!?)\\s*(?<key>" + KEY + ")");
    private static final Pattern EQUALITY =
            Pattern.compile("(?<key>" + KEY + ")\\s*(?<op>==|=|!=)\\s*(?<value>[^\\s=!]*)");
    private static final Pattern SET =
            Pattern.compile("(?<key>" + KEY + ")\\s+(?<op>in|notin)\\s*\\((?<values>[^()]*)\\)");
    private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^()]*\\))");

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    /**
     * Reads Kubernetes syntax, e.g. {@code team=vision,stage in (dev,test),!archived}.
     *
     * @param parameter where the text came from; named in the 400 when it cannot be read
     */
    public static LabelSelector parse(String parameter, String text) {
        if (text.isBlank()) {
            return ALL;
        }
        var requirements = new ArrayList<Requirement>();
        for (var part : COMMA_OUTSIDE_PARENTHESES.split(text, -1)) {
            requirements.add(requirement(parameter, part.strip()));
        }
        return new LabelSelector(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.matches(labels));
    }

    public LabelSelector and(LabelSelector other) {
        return new LabelSelector(Stream.concat(requirements.stream(), other.requirements.stream())
                .toList());
    }

    private static Requirement requirement(String parameter, String part) {
        var presence = PRESENCE.matcher(part);
        if (presence.matches()) {
            var operator = presence.group("not").isEmpty() ? Operator.EXISTS : Operator.ABSENT;
            return new Requirement(presence.group("key"), operator, Set.of());
        }
        var equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            var operator = equality.group("op").equals("!=") ? Operator.NOT_IN : Operator.IN;
            return new Requirement(equality.group("key"), operator, values(parameter, part, equality.group("value")));
        }
        var set = SET.matcher(part);
        if (set.matches()) {
            return setRequirement(parameter, part, set);
        }
        throw unreadable(parameter, part);
    }

    private static Requirement setRequirement(String parameter, String part, Matcher set) {
        var operator = set.group("op").equals("in") ? Operator.IN : Operator.NOT_IN;
        return new Requirement(set.group("key"), operator, values(parameter, part, set.group("values")));
    }

    private static Set<String> values(String parameter, String part, String list) {
        var values = Stream.of(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!values.stream().allMatch(value -> VALUE.matcher(value).matches())) {
            throw unreadable(parameter, part);
        }
        return values;
    }

    private static Problem unreadable(String parameter, String part) {
        var cause = Problem.Cause.invalid(
                parameter,
                "cannot read '" + part + "' as a label selector; write key=value, key!=value, key in (a,b),"
                        + " key notin (a,b), key or !key, separated by commas");
        return Problem.badRequest("query", List.of(cause));
    }
}
