package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.HistoryQuery;
import io.kubesphere.ai.overview.Overview;
import io.kubesphere.ai.overview.OverviewScope;
import io.kubesphere.ai.overview.Overviews;
import io.kubesphere.ai.overview.Panel;
import io.kubesphere.ai.overview.Table;
import io.kubesphere.ai.overview.TableQuery;
import io.kubesphere.ai.overview.engine.UsageHistory.Selection;
import io.kubesphere.ai.overview.engine.prometheus.PrometheusConfig;
import io.kubesphere.ai.training.JobGlance;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes the page of a scope of what is known of the cluster. */
@ApplicationScoped
class OverviewDesk implements Overviews {
    private final Facts facts;
    private final UsageSources sources;
    private final Workspaces workspaces;
    private final OverviewConfig config;
    private final PrometheusConfig prometheus;
    private final Panels panels;
    private final Clock clock;

    OverviewDesk(
            Facts facts,
            UsageSources sources,
            Workspaces workspaces,
            OverviewConfig config,
            PrometheusConfig prometheus,
            Panels panels,
            Clock clock) {
        this.facts = facts;
        this.sources = sources;
        this.workspaces = workspaces;
        this.config = config;
        this.prometheus = prometheus;
        this.panels = panels;
        this.clock = clock;
    }

    @Override
    public Overview overview(OverviewScope scope) {
        var census = facts.census();
        var now = facts.use();
        var board = new Board(census, now.use(), scope, workspaces::workspaceOf);
        var jobs = new JobLists(jobs(census, scope), config.rows());
        var tables = Board.groupings(scope.kind()).stream()
                .map(by -> new Breakdown(census, board, TableQuery.top(by, config.rows()), config.planeResources()::of)
                        .table())
                .toList();
        var idle = new IdleCards(census, board, prometheus.idleWindow(), config.idleBelow(), config.rows());
        return new Overview(
                census.time(),
                now.use().source(),
                Notices.of(census, now, sources.history().isPresent()),
                board.rings(),
                tables,
                jobs.phases(),
                jobs.waiting(),
                jobs.stalled(),
                idle.list(),
                census.freeBlocks());
    }

    private List<JobGlance> jobs(Census census, OverviewScope scope) {
        Predicate<JobGlance> isWanted =
                switch (scope.kind()) {
                    case CLUSTER -> job -> true;
                    case WORKSPACE -> {
                        var projects = workspaces.projectsOf(scope.name());
                        yield job -> projects.contains(job.namespace());
                    }
                    case PROJECT -> job -> job.namespace().equals(scope.name());
                    case USER -> job -> job.creator().equals(Optional.of(scope.name()));
                };
        return census.jobs().stream().filter(isWanted).toList();
    }

    @Override
    public Table table(OverviewScope scope, TableQuery query) {
        if (!Board.groupings(scope.kind()).contains(query.by())) {
            throw Problem.of(
                    Problem.Code.NOT_FOUND,
                    "there is no breakdown %s here",
                    query.by().wireName());
        }
        var census = facts.census();
        var board = new Board(census, facts.use().use(), scope, workspaces::workspaceOf);
        return new Breakdown(census, board, query, config.planeResources()::of).table();
    }

    @Override
    public History history(OverviewScope scope, HistoryQuery.Wanted wanted) {
        var query = wanted.at(clock.instant());
        var history = sources.history()
                .orElseThrow(() -> Problem.of(
                        Problem.Code.NOT_FOUND,
                        "figures over time need a Prometheus, and none is configured (overview.prometheus.url)"));
        var measure = query.measure();
        return new History(
                measure.wireName(),
                measure.unit(),
                query.from(),
                query.to(),
                query.step(),
                facts.histories().lines(history, selection(scope), query));
    }

    @Override
    public List<Panel> panels(String project, String job) {
        return panels.of(project, job);
    }

    private Selection selection(OverviewScope scope) {
        return switch (scope.kind()) {
            case CLUSTER -> new Selection(Optional.empty(), Optional.empty());
            case WORKSPACE -> new Selection(Optional.of(workspaces.projectsOf(scope.name())), Optional.empty());
            case PROJECT -> new Selection(Optional.of(Set.of(scope.name())), Optional.empty());
            case USER -> new Selection(Optional.empty(), scope.user());
        };
    }
}
