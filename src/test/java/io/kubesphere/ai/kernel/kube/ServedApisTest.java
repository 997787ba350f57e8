package io.kubesphere.ai.kernel.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServedApisTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private Set<String> kinds = Set.of("Job");
    private boolean down;
    private int asked;
    private final ServedApis apis = new ServedApis(this::discover, clock);

    private Set<String> discover(String apiVersion) {
        asked++;
        if (down) {
            throw new KubernetesClientException("connection refused");
        }
        return kinds;
    }

    @Test
    void answerIsKeptForHalfAMinuteAndThenAskedAgain() {
        assertThat(apis.serves("batch/v1", "Job")).isTrue();
        assertThat(apis.serves("batch/v1", "TrainJob")).isFalse();
        assertThat(asked).isOne();

        kinds = Set.of();
        clock.advance(Duration.ofSeconds(31));

        assertThat(apis.serves("batch/v1", "Job")).isFalse();
    }

    @Test
    void failingDiscoveryKeepsTheLastAnswer() {
        assertThat(apis.serves("batch/v1", "Job")).isTrue();
        down = true;
        clock.advance(Duration.ofMinutes(5));

        assertThat(apis.serves("batch/v1", "Job")).isTrue();
    }

    @Test
    void withoutAnyAnswerNothingIsGuessed() {
        down = true;

        assertThatThrownBy(() -> apis.serves("batch/v1", "Job"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(Problem.Code.UNAVAILABLE));
    }

    @Test
    void refreshAsksAtOnce() {
        assertThat(apis.serves("trainer.kubeflow.org/v1alpha1", "TrainJob")).isFalse();
        kinds = Set.of("TrainJob");

        apis.refresh();

        assertThat(apis.serves("trainer.kubeflow.org/v1alpha1", "TrainJob")).isTrue();
    }
}
