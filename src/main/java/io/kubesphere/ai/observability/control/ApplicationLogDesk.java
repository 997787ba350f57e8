package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.observability.ApplicationLogs;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LineTail;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogLink;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.logstore.LogStoreConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks whoever keeps logs here, and only for projects of the place. */
@ApplicationScoped
class ApplicationLogDesk implements ApplicationLogs {
    private final LogStores stores;
    private final ArchiveLines archive;
    private final LogLinks links;
    private final Workspaces workspaces;
    private final LogStoreConfig config;
    private final Clock clock;

    ApplicationLogDesk(
            LogStores stores,
            ArchiveLines archive,
            LogLinks links,
            Workspaces workspaces,
            LogStoreConfig config,
            Clock clock) {
        this.stores = stores;
        this.archive = archive;
        this.links = links;
        this.workspaces = workspaces;
        this.config = config;
        this.clock = clock;
    }

    private LineSelection selection(Place place, LineFilter filter) {
        return new LineSelection(
                place.project().map(Set::of).or(() -> place.workspace().map(workspaces::projectsOf)), filter);
    }

    @Override
    public FoundLines search(Place place, LineFilter.Wanted wanted, LinePaging paging) {
        var filter = wanted.at(clock.instant());
        return stores.store()
                .map(store -> store.page(selection(place, filter), paging))
                .orElseGet(() -> archive.search(place, everything(wanted, filter), paging));
    }

    /** The archive holds one run, so that what was not limited need not be. */
    private static LineFilter everything(LineFilter.Wanted wanted, LineFilter filter) {
        return wanted.from().isPresent() ? filter : filter.between(Instant.EPOCH, filter.to());
    }

    @Override
    public LogHistogram histogram(Place place, LineFilter.Wanted wanted, Optional<String> step) {
        var filter = wanted.at(clock.instant());
        return stores.store()
                .map(store -> HistogramSteps.filled(
                        store.histogram(selection(place, filter), HistogramSteps.of(step, filter))))
                .orElseGet(() -> archive.histogram(place, wanted, filter, step));
    }

    @Override
    public LineTail follow(Place place, LineFilter.Wanted wanted, Optional<String> behind) {
        var now = clock.instant();
        var filter = wanted.at(now);
        if (stores.store().isEmpty()) {
            return archive.follow(place, filter.between(Instant.EPOCH, Instant.MAX), behind);
        }
        var start = wanted.from().isPresent() ? filter.from() : now.minus(config.settle());
        return new StoreTail(
                stores.store().get(),
                selection(place, filter),
                behind.map(LinePosition::parse).orElse(LinePosition.at(start)),
                new StoreTail.Following(config, clock));
    }

    @Override
    public LineExport export(Place place, LineFilter.Wanted wanted, Optional<String> limit) {
        var filter = wanted.at(clock.instant());
        var most = limit.map(this::lines).orElse(config.mostExported());
        return stores.store()
                .<LineExport>map(store -> new StoreExport(store, selection(place, filter), most))
                .orElseGet(() -> archive.export(place, everything(wanted, filter), most));
    }

    private int lines(String limit) {
        if (!limit.matches("[1-9]\\d{0,8}") || Integer.parseInt(limit) > config.mostExported()) {
            throw Problem.badRequest(
                    "query", List.of(Problem.Cause.invalid("limit", "must be from 1 to " + config.mostExported())));
        }
        return Integer.parseInt(limit);
    }

    @Override
    public List<LogLink> links(Place place, LineFilter.Wanted wanted) {
        var filter = wanted.at(clock.instant());
        return stores.store()
                .map(store -> links.of(store, place, selection(place, filter)))
                .orElse(List.of());
    }
}
