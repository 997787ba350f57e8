package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A list query over a table: what {@code kapi.index} is for objects. Only declared columns can be named, so nothing of a
 * query becomes SQL but as a bound value.
 *
 * @param from what is selected, e.g. {@code training.run r}
 * @param columns by field path; text columns that may be compared
 * @param orders by sort field; columns that may be sorted by
 * @param tie a unique column that decides between equal ones
 */
public record SqlListing(String from, Map<String, String> columns, Map<String, String> orders, String tie) {
    private static final String NAME = "metadata.name";

    /**
     * One page.
     *
     * @param scope a condition on what may be seen at all
     */
    public <R> Page<R> page(Handle handle, Condition scope, ListQuery query, RowMapper<R> mapper) {
        var where = new ArrayList<String>(List.of(scope.sql()));
        var values = new LinkedHashMap<String, Object>(scope.values());
        query.fields().terms().forEach(term -> where.add(term(term, values)));
        names(query, where, values);
        if (!query.labels().requirements().isEmpty()) {
            throw unsupported("labelSelector", "records have no labels");
        }
        var condition = String.join(" AND ", where);
        var total = bound(handle.createQuery("SELECT count(*) FROM " + from + " WHERE " + condition), values)
                .mapTo(Long.class)
                .one();
        var direction = query.ascending() ? " ASC" : " DESC";
        var select = "SELECT * FROM " + from + " WHERE " + condition + " ORDER BY " + order(query.sortBy()) + direction
                + " NULLS LAST, " + tie + direction + " LIMIT :limit OFFSET :offset";
        var items = bound(handle.createQuery(select), values)
                .bind("limit", query.limit())
                .bind("offset", query.offset())
                .map(mapper)
                .list();
        return new Page<>(items, total);
    }

    /** A piece of SQL with the values of its named parameters. */
    public record Condition(String sql, Map<String, ?> values) {}

    private static <S extends SqlStatement<S>> S bound(S statement, Map<String, Object> values) {
        return statement.bindMap(values);
    }

    private String term(FieldSelector.Term term, Map<String, Object> values) {
        var column = columns.get(term.path());
        if (column == null) {
            throw unsupported(
                    "fieldSelector",
                    "cannot filter by " + term.path() + "; possible are " + String.join(", ", columns.keySet()));
        }
        var parameter = "f" + values.size();
        values.put(parameter, term.value());
        var text = "coalesce(" + column + ", '')";
        var comparison =
                term.ignoreCase() ? "lower(" + text + ") = lower(:" + parameter + ")" : equal(column, term, parameter);
        return term.equal() ? comparison : "NOT (" + comparison + ")";
    }

    /** Without coalesce an index on the column can be used. */
    private static String equal(String column, FieldSelector.Term term, String parameter) {
        return term.value().isEmpty() || !term.equal()
                ? "coalesce(" + column + ", '') = :" + parameter
                : column + " = :" + parameter;
    }

    private void names(ListQuery query, List<String> where, Map<String, Object> values) {
        if (!query.name().isEmpty()) {
            values.put("namePart", query.name().toLowerCase(Locale.ROOT));
            where.add("position(:namePart in lower(" + columns.get(NAME) + ")) > 0");
        }
        if (!query.names().isEmpty()) {
            values.put("names", query.names().toArray(String[]::new));
            where.add(columns.get(NAME) + " = ANY (:names)");
        }
        if (!query.uid().isEmpty()) {
            values.put("uid", query.uid());
            where.add(tie + "::text = :uid");
        }
    }

    private String order(String field) {
        var column = orders.get(field);
        if (column == null) {
            throw unsupported(
                    "sortBy",
                    "cannot sort by " + field + "; possible are "
                            + orders.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return column;
    }

    private static Problem unsupported(String parameter, String message) {
        return Problem.badRequest("query", List.of(Problem.Cause.notSupported(parameter, message)));
    }
}
