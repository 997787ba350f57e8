package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.TrackedRun;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Orders of MLflow's search language. Runs that lack the field come last, whichever direction; before them NaN. */
final class RunOrder {
    private static final Pattern ORDER = Pattern.compile(
            "\\s*" + SearchField.SYNTAX + "(?:\\s+(?<direction>ASC|DESC))?\\s*", Pattern.CASE_INSENSITIVE);
    private static final String NEWEST_FIRST = "start_time DESC";

    private RunOrder() {}

    /** By these in turn, then the newest first; a 422 when one of them is none. */
    static Comparator<TrackedRun> parse(List<String> orders) {
        return orders.stream()
                .map(RunOrder::one)
                .reduce(Comparator::thenComparing)
                .map(order -> order.thenComparing(one(NEWEST_FIRST)))
                .orElseGet(() -> one(NEWEST_FIRST))
                .thenComparing(TrackedRun::id);
    }

    private static Comparator<TrackedRun> one(String order) {
        var match = ORDER.matcher(order);
        if (!match.matches()) {
            throw Problem.of(Problem.Code.INVALID, "cannot order by '%s'; write e.g. metrics.loss ASC", order);
        }
        var field = SearchField.of(match);
        var descending = "DESC".equalsIgnoreCase(match.group("direction"));
        return field.isNumeric()
                ? by(run -> field.numbers(run).stream().findFirst().map(Key::of).orElse(Key.ABSENT), descending)
                : by(
                        run -> field.texts(run).stream()
                                .sorted()
                                .findFirst()
                                .map(Key::of)
                                .orElse(Key.ABSENT),
                        descending);
    }

    private static Comparator<TrackedRun> by(Function<TrackedRun, Key> key, boolean descending) {
        var values = Comparator.<TrackedRun, Key>comparing(
                key, Comparator.comparing(Key::number).thenComparing(Key::text));
        return Comparator.comparing(key, Comparator.comparingInt(Key::rank))
                .thenComparing(descending ? values.reversed() : values);
    }

    /** What is compared of a run. */
    private record Key(int rank, double number, String text) {
        static final Key ABSENT = new Key(2, 0, "");

        static Key of(double number) {
            return Double.isNaN(number) ? new Key(1, 0, "") : new Key(0, number, "");
        }

        static Key of(String text) {
            return new Key(0, 0, text);
        }
    }
}
