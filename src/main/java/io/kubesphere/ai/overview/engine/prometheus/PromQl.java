package io.kubesphere.ai.overview.engine.prometheus;

import java.util.Collection;
import java.util.stream.Collectors;

/** Names of users and projects as parts of PromQL, where they can be nothing but names. */
final class PromQl {
    private PromQl() {}

    /** A string literal. */
    static String text(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    static String is(String label, String value) {
        return label + "=" + text(value);
    }

    static String isOneOf(String label, Collection<String> values) {
        var pattern = values.stream().sorted().map(PromQl::literally).collect(Collectors.joining("|"));
        return label + "=~" + text(pattern);
    }

    /** A vector with one element of value 1 for each value of a label, to choose others by. */
    static String vectorOf(String label, Collection<String> values) {
        return values.stream()
                .sorted()
                .map(value -> labelled("vector(1)", label, value))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** The same vector with a label; a dollar sign would mean a part of what was matched. */
    static String labelled(String vector, String label, String value) {
        return "label_replace(" + vector + ", " + text(label) + ", " + text(value.replace("$", "$$")) + ", \"\", \"\")";
    }

    /** The same vector, with a label where another label matches an expression (RE2) as a whole. */
    static String labelledWhere(String vector, String label, String value, Where where) {
        return "label_replace(" + vector + ", " + text(label) + ", " + text(value.replace("$", "$$")) + ", "
                + text(where.label()) + ", " + text(where.pattern()) + ")";
    }

    /** A label and what it must match. */
    record Where(String label, String pattern) {}

    /** As a regular expression (RE2) that matches this and nothing else. */
    private static String literally(String value) {
        var pattern = new StringBuilder();
        value.codePoints().forEach(c -> {
            if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
                pattern.append('\\');
            }
            pattern.appendCodePoint(c);
        });
        return pattern.toString();
    }
}
