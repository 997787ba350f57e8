package io.kubesphere.ai.overview;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;

/** Which rows of a breakdown, from the greatest consumers on unless it is sorted by name. */
public record TableQuery(Grouping by, int page, int limit, String name, boolean byName) {
    /** All rows on one page, for exports. */
    public static TableQuery all(Grouping by) {
        return new TableQuery(by, 1, Integer.MAX_VALUE, "", false);
    }

    /** The first rows. */
    public static TableQuery top(Grouping by, int rows) {
        return new TableQuery(by, 1, rows, "", false);
    }

    /** The parameters of a list; a 400 for an order that a breakdown does not have. */
    public static TableQuery of(Grouping by, ListQuery query) {
        var order = query.sortBy();
        if (!List.of(ListQuery.BY_CREATION, ListQuery.BY_NAME, "requested").contains(order)) {
            throw Problem.badRequest(
                    "query", List.of(Problem.Cause.notSupported("sortBy", "must be requested or name")));
        }
        return new TableQuery(by, query.page(), query.limit(), query.name(), order.equals(ListQuery.BY_NAME));
    }
}
