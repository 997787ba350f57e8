package io.kubesphere.ai.overview.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.overview.Panel;
import io.kubesphere.ai.overview.engine.JobSamples;
import io.kubesphere.ai.overview.engine.JobSamples.Subject;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PanelsTest {
    private static final Optional<URI> GRAFANA = Optional.of(URI.create("https://grafana.example.org/g/"));
    private static final JobSamples PODS_ALONE = (subject, project, job, lately) -> subject == Subject.PODS ? 4 : 0;

    @Test
    void dashboardsThatShowNothingOfTheJobAreLeftOut() {
        assertThat(new Panels(GRAFANA, Optional.of(PODS_ALONE)).of("vision", "bert"))
                .containsExactly(new Panel(
                        "training-job",
                        "https://grafana.example.org/g/d/ai-platform-training-job"
                                + "?from=now-7d&to=now&var-project=vision&var-job=bert",
                        4));
    }

    @Test
    void thereAreNoneWithoutAGrafanaOrWithoutAnybodyWhoKeepsSamples() {
        assertThat(new Panels(Optional.empty(), Optional.of(PODS_ALONE)).of("vision", "bert"))
                .isEmpty();
        assertThat(new Panels(GRAFANA, Optional.empty()).of("vision", "bert")).isEmpty();
    }

    @Test
    void whatIsNoNameIsRefused() {
        var panels = new Panels(GRAFANA, Optional.of(PODS_ALONE));

        assertThatThrownBy(() -> panels.of("vision", "b&var-project=outside"))
                .isInstanceOfSatisfying(
                        Problem.class, refused -> assertThat(refused.code()).isEqualTo(Problem.Code.BAD_REQUEST));
    }
}
