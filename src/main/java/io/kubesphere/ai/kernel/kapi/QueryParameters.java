package io.kubesphere.ai.kernel.kapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the query parameters of a list and remembers everything that is wrong with them. */
final class QueryParameters {
    private final Map<String, List<String>> parameters;
    private final List<Problem.Cause> faults = new ArrayList<>();

    QueryParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    ListQuery query() {
        var labels = selector("labelSelector", text -> LabelSelector.parse("labelSelector", text), LabelSelector.ALL)
                .and(selector("label", text -> LabelSelector.parse("label", text), LabelSelector.ALL));
        var fields = selector("fieldSelector", text -> FieldSelector.parse("fieldSelector", text), FieldSelector.ALL);
        var query = new ListQuery(
                number("page", 1, 1),
                limit(),
                sortBy(),
                flag("ascending"),
                text("name"),
                names(),
                text("uid"),
                labels,
                fields);
        if (!faults.isEmpty()) {
            throw Problem.badRequest("query", faults);
        }
        return query;
    }

    private int limit() {
        var limit = number("limit", -1, -1);
        return limit == -1 ? ListQuery.MAX_LIMIT : Math.min(limit, ListQuery.MAX_LIMIT);
    }

    /** The console also says createTime, a leftover of KubeSphere v3. */
    private String sortBy() {
        var field = text("sortBy");
        return field.isEmpty() || field.equals("createTime") ? ListQuery.BY_CREATION : field;
    }

    private Set<String> names() {
        return Stream.of(text("names").split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private String text(String parameter) {
        var values = parameters.getOrDefault(parameter, List.of());
        return values.isEmpty() ? "" : values.get(0).strip();
    }

    private int number(String parameter, int absent, int least) {
        var text = text(parameter);
        if (text.isEmpty()) {
            return absent;
        }
        if (text.matches("-?\\d{1,9}") && Integer.parseInt(text) >= least) {
            return Integer.parseInt(text);
        }
        faults.add(Problem.Cause.invalid(parameter, "must be a whole number of at least " + least + ", was " + text));
        return absent;
    }

    private boolean flag(String parameter) {
        var text = text(parameter);
        if (!Set.of("", "true", "false").contains(text)) {
            faults.add(Problem.Cause.invalid(parameter, "must be true or false, was " + text));
        }
        return text.equals("true");
    }

    private <S> S selector(String parameter, Function<String, S> parse, S all) {
        try {
            return parse.apply(text(parameter));
        } catch (Problem unreadable) {
            faults.addAll(unreadable.causes());
            return all;
        }
    }
}
