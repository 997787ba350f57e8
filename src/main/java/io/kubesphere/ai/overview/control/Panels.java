package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.kernel.kapi.Names;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.Panel;
import io.kubesphere.ai.overview.engine.JobSamples;
import io.kubesphere.ai.overview.engine.JobSamples.Subject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Links to our dashboards in Grafana, counted before they are shown. */
@ApplicationScoped
class Panels {
    private static final Duration LATELY = Duration.ofDays(7);

    private final Optional<URI> grafana;
    private final Optional<JobSamples> samples;

    @Inject
    Panels(OverviewConfig config, UsageSources sources) {
        this(config.grafana().url(), sources.jobSamples());
    }

    Panels(Optional<URI> grafana, Optional<JobSamples> samples) {
        this.grafana = grafana;
        this.samples = samples;
    }

    /** A dashboard by the last part of its uid. */
    private record Dashboard(String name, Subject subject) {}

    List<Panel> of(String project, String job) {
        Names.labelFault("job", job, 63).ifPresent(fault -> {
            throw Problem.badRequest("query", List.of(fault));
        });
        if (grafana.isEmpty() || samples.isEmpty()) {
            return List.of();
        }
        return Stream.of(new Dashboard("training-job", Subject.PODS), new Dashboard("gpu", Subject.CARDS))
                .map(dashboard -> new Panel(
                        dashboard.name(),
                        url(dashboard, project, job),
                        samples.get().count(dashboard.subject(), project, job, LATELY)))
                .filter(panel -> panel.series() > 0)
                .toList();
    }

    private String url(Dashboard dashboard, String project, String job) {
        return grafana.orElseThrow().toString().replaceAll("/+$", "") + "/d/ai-platform-" + dashboard.name()
                + "?from=now-" + LATELY.toDays() + "d&to=now&var-project=" + encoded(project) + "&var-job="
                + encoded(job);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
