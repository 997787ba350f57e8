package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LineFilter;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LineTail;
import io.kubesphere.ai.observability.LogHistogram;
import io.kubesphere.ai.observability.LogNotice;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogSelection;
import io.kubesphere.ai.observability.NamedRuns;
import io.kubesphere.ai.observability.NamedRuns.NamedRun;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Stands in for a log store where there is none: the lines of one run, as our own archive has them. */
@ApplicationScoped
class ArchiveLines {
    static final String ARCHIVE = "archive";
    private static final LogNotice NO_STORE = new LogNotice(
            "NoLogStore",
            "Only the logs of runs are kept here, each by its name; OpenSearch, Elasticsearch or Loki would provide"
                    + " those of all pods (logs.store.url)");

    /** What one search looks through; its cursor leads on. */
    private static final int MOST_LOOKED_AT = 50_000;

    private final RunLogs logs;
    private final List<NamedRuns> runs;

    ArchiveLines(RunLogs logs, @All List<NamedRuns> runs) {
        this.logs = logs;
        this.runs = runs;
    }

    /** The run that is asked for; there is one only in a project. */
    private Optional<NamedRun> run(Place place, LineFilter filter) {
        return place.project().flatMap(project -> filter.run().flatMap(name -> runs.stream()
                .flatMap(module -> module.named(project, name).stream())
                .findFirst()));
    }

    FoundLines search(Place place, LineFilter filter, LinePaging paging) {
        var run = run(place, filter);
        if (run.isEmpty()) {
            return new FoundLines("none", List.of(), Optional.empty(), List.of(NO_STORE));
        }
        var lines = new ArchivedRun(logs, run.get().run(), filter);
        var selection = LogSelection.all(run.get().run());
        var found = new ArrayList<FoundLine>();
        var page = page(selection, paging, paging.cursor());
        var looked = 0;
        while (true) {
            page.events().forEach(event -> lines.wanted(event).ifPresent(found::add));
            looked += page.events().size();
            var next = next(page, paging.ascending());
            if (!found.isEmpty() || next.isEmpty() || looked >= MOST_LOOKED_AT) {
                if (!paging.ascending()) {
                    Collections.reverse(found);
                }
                return new FoundLines(ARCHIVE, found, next, List.of(NO_STORE));
            }
            page = page(selection, paging, next);
        }
    }

    private LogPage page(LogSelection selection, LinePaging paging, Optional<String> cursor) {
        if (paging.ascending()) {
            return logs.page(
                    selection,
                    cursor.<LogPosition>map(LogPosition.Behind::new).orElse(LogPosition.START),
                    paging.limit());
        }
        return cursor.map(text -> logs.earlier(selection, text, paging.limit()))
                .orElseGet(() -> logs.page(selection, new LogPosition.Last(paging.limit()), paging.limit()));
    }

    private static Optional<String> next(LogPage page, boolean ascending) {
        return ascending
                ? Optional.of(page.behind()).filter(cursor -> page.hasLater())
                : Optional.of(page.before()).filter(cursor -> page.hasEarlier());
    }

    LineTail follow(Place place, LineFilter filter, Optional<String> behind) {
        var run = required(place, filter);
        var from = behind.<LogPosition>map(LogPosition.Behind::new).orElse(LogPosition.START);
        var tail = logs.follow(LogSelection.all(run.run()), from, run.ended());
        return new ArchiveFollower(tail, new ArchivedRun(logs, run.run(), filter));
    }

    LineExport export(Place place, LineFilter filter, int limit) {
        var run = required(place, filter);
        var tail = logs.read(LogSelection.all(run.run()), LogPosition.START);
        return new ArchiveExport(tail, new ArchivedRun(logs, run.run(), filter), limit);
    }

    /**
     * All lines of the run where no range was asked for, since the archive holds no others.
     *
     * @param filter what {@code wanted} says now
     */
    LogHistogram histogram(Place place, LineFilter.Wanted wanted, LineFilter filter, Optional<String> step) {
        var run = run(place, filter);
        if (run.isEmpty()) {
            var length = HistogramSteps.of(step, filter).toSeconds();
            return new LogHistogram("none", filter.from(), filter.to(), length, 0, List.of(), List.of(NO_STORE));
        }
        var counted = wanted.from().isPresent() ? filter : whole(run.get().run(), filter);
        var lines = new ArchivedRun(logs, run.get().run(), counted);
        return new ArchiveHistogram(counted, HistogramSteps.of(step, counted))
                .of(logs.read(LogSelection.all(run.get().run()), LogPosition.START), lines);
    }

    /** From its first line until its last, but not beyond the end that was asked for, nor further back than anybody may ask. */
    private LineFilter whole(RunRef run, LineFilter filter) {
        var streams = logs.streams(run);
        var first =
                streams.stream().flatMap(stream -> stream.firstTime().stream()).min(Comparator.naturalOrder());
        var last = streams.stream()
                .flatMap(stream -> stream.lastTime().stream())
                .map(time -> time.plusSeconds(1))
                .max(Comparator.naturalOrder());
        var to = last.filter(filter.to()::isAfter).orElse(filter.to());
        var longest = to.minus(LineFilter.LONGEST);
        return first.filter(to::isAfter)
                .map(from -> filter.between(from.isBefore(longest) ? longest : from, to))
                .orElse(filter);
    }

    private NamedRun required(Place place, LineFilter filter) {
        return run(place, filter).orElseThrow(() -> Problem.of(Problem.Code.NOT_FOUND, "%s", NO_STORE.message()));
    }

    static LogNotice noStore() {
        return NO_STORE;
    }
}
