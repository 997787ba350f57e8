package io.kubesphere.ai.overview.engine.prometheus;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.HistoryQuery;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.engine.JobSamples;
import io.kubesphere.ai.overview.engine.PlaneTraffic;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.overview.engine.UsageHistory;
import io.kubesphere.ai.overview.engine.UsageSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Figures from Prometheus: those of now in one question, so that all are of one evaluation. */
public final class PrometheusUsage implements UsageSource, UsageHistory, JobSamples {
    private static final Logger LOG = Logger.getLogger(PrometheusUsage.class);

    private final PrometheusClient client;
    private final RuleBook rules;
    private final PlaneQuestion planes;
    private final String peaks;
    private final Clock clock;

    /** @param config with a URL */
    public PrometheusUsage(PrometheusConfig config, Clock clock) {
        this.client = new PrometheusClient(config, config.url().orElseThrow(), clock);
        this.rules = new RuleBook(config.rules() == PrometheusConfig.Rules.RECORDED);
        this.planes = new PlaneQuestion(config.devices(), rules);
        this.peaks = rules.most("aip:pod_gpu:cards", config.idleWindow());
        this.clock = clock;
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public Usage now() {
        var time = clock.instant();
        var figures = new ArrayList<Part>();
        for (var figure : UsageFigures.ALL) {
            figures.add(new Part(figure, rules.of(figure)));
        }
        var reading = new UsageFigures();
        whole(figures, time).forEach(reading::take);
        peaks(time).ifPresent(reading::peaks);
        reading.traffic(
                planes.expression().map(expression -> traffic(expression, time)).orElseGet(planes::unanswered));
        return reading.usage();
    }

    private record Part(String name, String expression) {
        String tagged() {
            return PromQl.labelled("(" + expression + ")", UsageFigures.TAG, name);
        }
    }

    /** All in one; if Prometheus will not have that, each alone, so that one figure costs no other. */
    private List<Series> whole(List<Part> parts, Instant time) {
        var all = parts.stream().map(Part::tagged).collect(Collectors.joining(" or "));
        try {
            return client.query(all, time);
        } catch (Problem refused) {
            if (!PrometheusClient.isRefusal(refused)) {
                throw refused;
            }
            LOG.warnf("asking for each figure alone cause=%s", refused.getMessage());
            return parts.stream().flatMap(part -> asked(part, time).stream()).toList();
        }
    }

    private List<Series> asked(Part part, Instant time) {
        try {
            return client.query(part.tagged(), time);
        } catch (Problem refused) {
            if (!PrometheusClient.isRefusal(refused)) {
                throw refused;
            }
            LOG.warnf("figure is missing figure=%s cause=%s", part.name(), refused.getMessage());
            return List.of();
        }
    }

    /** Dearer than the rest, and the page can do without. */
    private Optional<List<Series>> peaks(Instant time) {
        try {
            return Optional.of(client.query(peaks, time));
        } catch (Problem failed) {
            LOG.warnf("nobody can say which cards are idle cause=%s", failed.getMessage());
            return Optional.empty();
        }
    }

    /** As little reason for the page to be without the rest. */
    private PlaneTraffic traffic(String expression, Instant time) {
        try {
            return planes.read(client.query(expression, time));
        } catch (Problem failed) {
            LOG.warnf("nobody can say what goes over the network planes cause=%s", failed.getMessage());
            return planes.unanswered();
        }
    }

    @Override
    public List<History.Line> range(Selection whose, HistoryQuery query) {
        var lines = new ArrayList<History.Line>();
        if (whose.projects().filter(Set::isEmpty).isPresent()) {
            return lines;
        }
        lines.add(line("used", "sum(" + used(whose, query.measure()) + ")", query));
        var wanted = PromQl.is("measure", query.measure().wireName());
        lines.add(line(
                "requested",
                "sum(max by (namespace, application, owner) (aip_requested{" + wanted + matchers(whose) + "}))",
                query));
        if (whose.isCluster()) {
            lines.add(line("allocatable", "max(aip_allocatable{" + wanted + "})", query));
        }
        return List.copyOf(lines);
    }

    private String used(Selection whose, Measure measure) {
        var what = UsageFigures.suffix(measure);
        if (whose.owner().isPresent()) {
            return rules.of("aip:group_" + what, "owner", Set.of(whose.owner().get()));
        }
        return whose.projects()
                .map(projects -> rules.of("aip:project_" + what, "namespace", projects))
                .orElseGet(() -> rules.of("aip:node_" + what));
    }

    private static String matchers(Selection whose) {
        return whose.owner()
                .map(owner -> ", " + PromQl.is("owner", owner))
                .or(() -> whose.projects().map(projects -> ", " + PromQl.isOneOf("namespace", projects)))
                .orElse("");
    }

    private History.Line line(String name, String expression, HistoryQuery query) {
        var measure = query.measure();
        var points = client.range(expression, query).stream()
                .flatMap(series -> series.samples().stream())
                .map(sample -> new History.Point(sample.time(), measure.inUnits(measure.amountOf(sample.value()))))
                .toList();
        return new History.Line(name, points);
    }

    /** Dashboards read what is recorded. */
    @Override
    public long count(Subject subject, String project, String job, Duration lately) {
        var record = rules.recorded(
                switch (subject) {
                    case PODS -> "aip:pod_info:labels";
                    case CARDS -> "aip:gpu_holder:labels";
                });
        return record
                .map(name -> name + "{" + PromQl.is("namespace", project) + ", " + PromQl.is("training_job", job) + "}")
                .map(series -> "count(present_over_time(" + series + "[" + lately.toSeconds() + "s]))")
                .stream()
                .flatMap(question -> client.query(question, clock.instant()).stream())
                .flatMap(series -> series.samples().stream())
                .mapToLong(sample -> Math.round(sample.value()))
                .sum();
    }
}
