package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.TrackedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A filter in MLflow's search language: comparisons that are joined by AND. */
record RunFilter(List<Comparison> comparisons) implements Predicate<TrackedRun> {
    private static final String TEXT = "'[^']*'|\"[^\"]*\"";
    private static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
    private static final String LIST = "\\(\\s*(?:" + TEXT + ")(?:\\s*,\\s*(?:" + TEXT + "))*\\s*,?\\s*\\)";
    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*" + SearchField.SYNTAX + "\\s*(?:(?<null>IS\\s+(?:NOT\\s+)?NULL)|"
                    + "(?<sign>NOT\\s+IN|IN|ILIKE|LIKE|!=|>=|<=|=|>|<)\\s*"
                    + "(?:(?<number>" + NUMBER + ")|(?<text>" + TEXT + ")|(?<list>" + LIST + ")))\\s*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern AND = Pattern.compile("AND\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern TEXTS = Pattern.compile(TEXT);

    /** A 422 when it is none; an empty one lets everything through. */
    static RunFilter parse(String filter) {
        var comparisons = new ArrayList<Comparison>();
        var position = 0;
        while (position < filter.length() && !filter.isBlank()) {
            var match = COMPARISON.matcher(filter).region(position, filter.length());
            if (!match.lookingAt()) {
                throw unreadable(filter.substring(position));
            }
            comparisons.add(Comparison.of(match));
            position = match.end();
            if (position < filter.length()) {
                var and = AND.matcher(filter).region(position, filter.length());
                if (!and.lookingAt()) {
                    throw unreadable(filter.substring(position));
                }
                position = and.end();
            }
        }
        return new RunFilter(List.copyOf(comparisons));
    }

    private static Problem unreadable(String rest) {
        return Problem.of(
                Problem.Code.INVALID,
                "cannot read the filter from here on: %s; write e.g. metrics.loss < 0.1 AND tags.kind = 'fold'",
                rest);
    }

    @Override
    public boolean test(TrackedRun run) {
        return comparisons.stream().allMatch(comparison -> comparison.meets().test(run));
    }

    /** Texts of a list in brackets. */
    static List<String> texts(String list) {
        return TEXTS.matcher(list)
                .results()
                .map(text -> SearchField.unquoted(text.group()))
                .toList();
    }
}
