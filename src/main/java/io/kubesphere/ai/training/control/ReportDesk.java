package io.kubesphere.ai.training.control;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.Continued;
import io.kubesphere.ai.training.LoggedModel;
import io.kubesphere.ai.training.MetricPoint;
import io.kubesphere.ai.training.Report;
import io.kubesphere.ai.training.ReportedDataset;
import io.kubesphere.ai.training.Reports;
import io.kubesphere.ai.training.store.MetricStore;
import io.kubesphere.ai.training.store.MetricStore.Place;
import io.kubesphere.ai.training.store.ReportStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes the reports of programs and reads metrics back to them. */
@ApplicationScoped
class ReportDesk implements Reports {
    /** About 25 MB of JSON; MLflow's client asks for parts of 25,000. */
    private static final int MOST_POINTS = 250_000;

    /** Of a place in a series, step and arrival. */
    private static final Pattern TOKEN = Pattern.compile("(-?\\d{1,19})_(\\d{1,18})");

    private final TrackingScope scope;
    private final ReportStore reports;
    private final MetricStore metrics;
    private final Clock clock;

    ReportDesk(TrackingScope scope, ReportStore reports, MetricStore metrics, Clock clock) {
        this.scope = scope;
        this.reports = reports;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void take(RunIdentity caller, String run, Report report) {
        var checked = ReportRules.check(report);
        var target = scope.writable(caller, run);
        reports.take(target.root(), target.run(), checked, clock.instant());
    }

    @Override
    public void removeTag(RunIdentity caller, String run, String key) {
        if (!reports.removeTag(scope.writable(caller, run).run(), key)) {
            throw Problem.of(Problem.Code.NOT_FOUND, "run %s has no tag %s", run, key);
        }
    }

    @Override
    public void reads(RunIdentity caller, String run, List<ReportedDataset> datasets) {
        reports.reads(scope.writable(caller, run).run(), datasets);
    }

    @Override
    public void links(RunIdentity caller, String run, List<LoggedModel.Link> models) {
        var target = scope.writable(caller, run);
        if (reports.link(target.root(), target.run(), models) < models.size()) {
            throw Problem.of(Problem.Code.NOT_FOUND, "one of the models does not belong to this program's run");
        }
    }

    @Override
    public void makes(RunIdentity caller, String run, String model) {
        var target = scope.writable(caller, run);
        reports.makes(target.root(), target.run(), model, clock.instant());
    }

    @Override
    public Continued<MetricPoint> history(RunIdentity caller, String run, String key, int limit, String pageToken) {
        var after = pageToken.isEmpty() ? Place.BEGINNING : place(pageToken);
        var most = limit == 0 ? MOST_POINTS : Math.min(limit, MOST_POINTS);
        var points = metrics.history(scope.readable(caller, run).run(), key, after, most + 1);
        if (points.size() <= most) {
            return new Continued<>(points, Optional.empty());
        }
        var last = points.get(most - 1);
        return new Continued<>(points.subList(0, most), Optional.of(last.step() + "_" + last.sequence()));
    }

    private static Place place(String token) {
        var place = TOKEN.matcher(token);
        if (!place.matches()) {
            throw Pages.unknownToken(token);
        }
        try {
            return new Place(Long.parseLong(place.group(1)), Long.parseLong(place.group(2)));
        } catch (NumberFormatException tooLarge) {
            throw Pages.unknownToken(token).because(tooLarge);
        }
    }
}
