package io.kubesphere.ai.overview;

import java.util.List;

/** What a scope has, has promised and uses. No call lists objects at the API server. */
public interface Overviews {

    /** All of the home page at once; answers from caches and says what it could not learn, so it does not fail. */
    Overview overview(OverviewScope scope);

    /** One breakdown; a 404 where the scope has none of this kind. */
    Table table(OverviewScope scope, TableQuery query);

    /**
     * A measure over time; a 400 for a range that cannot be, a 404 where nobody keeps history.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when who keeps it cannot be asked
     */
    History history(OverviewScope scope, HistoryQuery.Wanted wanted);

    /**
     * Grafana's dashboards of a job, in the order in which one would look; only those that have something of it to show, and
     * none where no Grafana is named; a 400 for what is no name.
     *
     * @throws io.kubesphere.ai.kernel.kapi.Problem UNAVAILABLE when who knows cannot be asked
     */
    List<Panel> panels(String project, String job);
}
