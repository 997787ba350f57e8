package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.ChildRun;
import io.kubesphere.ai.training.Continued;
import io.kubesphere.ai.training.OutputRecord;
import io.kubesphere.ai.training.ReportedText;
import io.kubesphere.ai.training.RunClaim;
import io.kubesphere.ai.training.RunSearch;
import io.kubesphere.ai.training.TrackedRun;
import io.kubesphere.ai.training.TrackedRuns;
import io.kubesphere.ai.training.control.TrackingScope.Target;
import io.kubesphere.ai.training.store.ReportStore;
import io.kubesphere.ai.training.store.RunStore;
import io.kubesphere.ai.training.store.TrackedRunStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The life of runs as their programs tell it. */
@ApplicationScoped
class TrackingDesk implements TrackedRuns {
    /** A search over thousands of hyperparameters has room; a program that opens runs without end has not. */
    private static final int MOST_CHILDREN = 10_000;

    private static final int SHORT = 8;

    private final TrackingScope scope;
    private final TrackedRunStore runs;
    private final ReportStore reports;
    private final RunStore records;
    private final Clock clock;

    TrackingDesk(TrackingScope scope, TrackedRunStore runs, ReportStore reports, RunStore records, Clock clock) {
        this.scope = scope;
        this.runs = runs;
        this.reports = reports;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public TrackedRun get(RunIdentity caller, String run) {
        return found(scope.readable(caller, run));
    }

    @Override
    public TrackedRun open(RunIdentity caller, ChildRun child) {
        var root = scope.root(caller);
        var parent = parent(caller, child);
        if (runs.children(root) >= MOST_CHILDREN) {
            throw Problem.of(Problem.Code.INVALID, "a run has at most %d runs below it", MOST_CHILDREN);
        }
        var id = UUID.randomUUID();
        runs.open(parent.root(), parent.run(), id, named(child, id), clock.instant());
        reports.hear(root, clock.instant());
        return found(new Target(root, id));
    }

    private Target parent(RunIdentity caller, ChildRun child) {
        return child.tags().stream()
                .filter(tag -> tag.key().equals(TrackedRun.PARENT_TAG))
                .findFirst()
                .flatMap(tag -> scope.active(caller, tag.value()))
                .orElseThrow(() -> Problem.of(
                        Problem.Code.FORBIDDEN,
                        "this program may open runs below run %s only; use start_run(nested=True) inside of it",
                        caller.uid().replace("-", "")));
    }

    /** The name given, or else the one among the tags, or else one of our own; it is kept as a tag. */
    private static ChildRun named(ChildRun child, UUID id) {
        var tags = new ArrayList<>(child.tags());
        var isNamed = tags.stream().anyMatch(tag -> tag.key().equals(TrackedRun.NAME_TAG));
        if (!child.name().isEmpty()) {
            tags.add(new ReportedText(TrackedRun.NAME_TAG, child.name()));
        } else if (!isNamed) {
            tags.add(
                    new ReportedText(TrackedRun.NAME_TAG, "run-" + id.toString().substring(0, SHORT)));
        }
        return new ChildRun(child.creator(), child.startMs(), child.name(), ReportRules.tags(tags));
    }

    @Override
    public TrackedRun claim(RunIdentity caller, String run, RunClaim claim) {
        var target = scope.writable(caller, run);
        runs.claim(
                target.run(),
                new RunClaim(claim.status(), claim.endMs(), claim.name().map(TrackingDesk::name)));
        reports.hear(target.root(), clock.instant());
        return found(target);
    }

    private static String name(String name) {
        return ReportRules.tags(List.of(new ReportedText(TrackedRun.NAME_TAG, name)))
                .get(0)
                .value();
    }

    @Override
    public Continued<TrackedRun> search(RunIdentity caller, RunSearch search) {
        var filter = RunFilter.parse(search.filter());
        var order = RunOrder.parse(search.orders());
        var found = runs.tree(scope.root(caller)).stream()
                .filter(run -> isWanted(search.view(), run))
                .filter(filter)
                .sorted(order)
                .toList();
        return Pages.of(found, search.pageToken(), search.limit());
    }

    private static boolean isWanted(RunSearch.View view, TrackedRun run) {
        return switch (view) {
            case ACTIVE_ONLY -> !run.course().deleted();
            case DELETED_ONLY -> run.course().deleted();
            case ALL -> true;
        };
    }

    @Override
    public void delete(RunIdentity caller, String run) {
        runs.delete(scope.child(caller, run).run(), Optional.of(clock.instant()));
    }

    @Override
    public void restore(RunIdentity caller, String run) {
        runs.delete(scope.child(caller, run).run(), Optional.empty());
    }

    @Override
    public List<OutputRecord> outputs(RunIdentity caller, String run) {
        var target = scope.readable(caller, run);
        return target.run().equals(target.root()) ? records.outputs(target.run().toString()) : List.of();
    }

    private TrackedRun found(Target target) {
        return runs.find(target.root(), target.run())
                .orElseThrow(() -> TrackingScope.unknown(target.run().toString()));
    }
}
