package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.TrackedRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One comparison of a filter. As with MLflow, a run that lacks the field meets none, but for {@code IS NULL}. */
record Comparison(SearchField field, Predicate<TrackedRun> meets) {
    private static final Map<String, BiPredicate<Double, Double>> NUMERIC = Map.of(
            "=", (left, right) -> left.doubleValue() == right,
            "!=", (left, right) -> left.doubleValue() != right,
            ">", (left, right) -> left > right,
            ">=", (left, right) -> left >= right,
            "<", (left, right) -> left < right,
            "<=", (left, right) -> left <= right);

    private static final Map<String, BiPredicate<String, List<String>>> TEXTUAL = Map.of(
            "=", (text, operands) -> text.equals(operands.get(0)),
            "!=", (text, operands) -> !text.equals(operands.get(0)),
            "LIKE", (text, operands) -> like(operands.get(0), 0).matcher(text).matches(),
            "ILIKE",
                    (text, operands) -> like(operands.get(0), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                            .matcher(text)
                            .matches(),
            "IN", (text, operands) -> operands.contains(text),
            "NOT IN", (text, operands) -> !operands.contains(text));

    /** Of a match of the filter's pattern. */
    static Comparison of(Matcher match) {
        var field = SearchField.of(match);
        if (match.group("null") != null) {
            return absence(field, match.group("null"));
        }
        var sign = match.group("sign").toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return field.isNumeric() ? number(field, sign, match.group("number")) : text(field, sign, match);
    }

    private static Comparison absence(SearchField field, String test) {
        if (field.kind() != SearchField.Kind.TAG && field.kind() != SearchField.Kind.PARAMETER) {
            throw unfit(field, "IS NULL");
        }
        var wantsAbsent = !test.toUpperCase(Locale.ROOT).contains("NOT");
        return new Comparison(field, run -> field.texts(run).isEmpty() == wantsAbsent);
    }

    private static Comparison number(SearchField field, String sign, String number) {
        var test = NUMERIC.get(sign);
        if (test == null || number == null) {
            throw unfit(field, sign);
        }
        var operand = Double.parseDouble(number);
        return new Comparison(field, run -> field.numbers(run).stream().anyMatch(value -> test.test(value, operand)));
    }

    private static Comparison text(SearchField field, String sign, Matcher match) {
        var test = TEXTUAL.get(sign);
        var operands = match.group(sign.endsWith("IN") ? "list" : "text");
        if (test == null || operands == null) {
            throw unfit(field, sign);
        }
        var texts = RunFilter.texts(operands);
        return new Comparison(field, run -> field.texts(run).stream().anyMatch(value -> test.test(value, texts)));
    }

    private static Problem unfit(SearchField field, String sign) {
        return Problem.of(
                Problem.Code.INVALID,
                "'%s' of '%s' needs %s; numbers are compared by = != > >= < <=, texts by = != LIKE ILIKE IN NOT IN",
                sign,
                field.key(),
                field.isNumeric() ? "a number" : "a text in quotes");
    }

    /** SQL's pattern: {@code %} is any text, {@code _} any character. */
    private static Pattern like(String pattern, int flags) {
        var regex = new StringBuilder();
        pattern.codePoints()
                .mapToObj(Character::toString)
                .map(character -> switch (character) {
                    case "%" -> ".*";
                    case "_" -> ".";
                    default -> Pattern.quote(character);
                })
                .forEach(regex::append);
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }
}
