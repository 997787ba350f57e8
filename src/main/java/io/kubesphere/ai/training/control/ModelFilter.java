package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.LoggedModel;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A filter on logged models: equal attributes that are joined by AND, which is all that MLflow's client itself asks. */
final class ModelFilter {
    private static final Map<String, Function<LoggedModel, String>> ATTRIBUTES = Map.of(
            "name", LoggedModel::name,
            "model_id", LoggedModel::id,
            "model_type", LoggedModel::type,
            "source_run_id", model -> model.source().orElse("").replace("-", ""));

    private static final Pattern COMPARISON = Pattern.compile(
            "\\s*(?:attributes\\.)?(?<attribute>" + String.join("|", ATTRIBUTES.keySet())
                    + ")\\s*=\\s*(?<text>'[^']*'|\"[^\"]*\")\\s*(?<and>AND\\s|$)",
            Pattern.CASE_INSENSITIVE);

    private ModelFilter() {}

    /** A 422 when it asks for more. */
    static Predicate<LoggedModel> parse(String filter) {
        if (filter.isBlank()) {
            return model -> true;
        }
        var match = COMPARISON.matcher(filter);
        if (!match.lookingAt()) {
            throw unreadable(filter);
        }
        var attribute = ATTRIBUTES.get(match.group("attribute"));
        if (attribute == null) {
            throw unreadable(filter);
        }
        var text = SearchField.unquoted(match.group("text"));
        Predicate<LoggedModel> first = model -> attribute.apply(model).equals(text);
        if (match.group("and").isEmpty()) {
            return first;
        }
        var rest = filter.substring(match.end());
        if (rest.isBlank()) {
            throw unreadable(filter);
        }
        return first.and(parse(rest));
    }

    private static Problem unreadable(String rest) {
        return Problem.of(
                Problem.Code.INVALID,
                "cannot read the filter from here on: %s; possible are %s, compared by = and joined by AND",
                rest,
                ATTRIBUTES.keySet().stream().sorted().toList());
    }
}
