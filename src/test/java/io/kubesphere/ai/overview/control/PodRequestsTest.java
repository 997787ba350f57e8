package io.kubesphere.ai.overview.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodRequestsTest {

    private static Container asking(String cpu, String restartPolicy) {
        return new ContainerBuilder()
                .withName("c")
                .withRestartPolicy(restartPolicy)
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity(cpu)))
                .endResources()
                .build();
    }

    private static long milliCores(PodSpec spec) {
        return PodRequests.cpu(PodRequests.of(spec)) / 1000;
    }

    @Test
    void containersAndSidecarsCountTogetherAndABeginningOnlyWhereItNeedsMore() {
        var spec = new PodSpecBuilder()
                .withContainers(asking("500m", null), asking("1", null))
                .withInitContainers(asking("200m", "Always"), asking("1600m", null));

        assertThat(milliCores(spec.build())).isEqualTo(1800);
        assertThat(milliCores(spec.withInitContainers(asking("200m", "Always"), asking("100m", null))
                        .build()))
                .isEqualTo(1700);
    }

    @Test
    void overheadIsAddedAndALimitStandsForAnAbsentRequest() {
        var limited = new ContainerBuilder()
                .withName("c")
                .withNewResources()
                .withLimits(Map.of("cpu", new Quantity("2"), "nvidia.com/gpu", new Quantity("3")))
                .endResources()
                .build();
        var spec = new PodSpecBuilder()
                .withContainers(limited)
                .withOverhead(Map.of("cpu", new Quantity("250m")))
                .build();

        assertThat(milliCores(spec)).isEqualTo(2250);
        assertThat(PodRequests.cards(PodRequests.of(spec))).isEqualTo(Map.of("nvidia.com/gpu", 3L));
    }

    @Test
    void whatIsSaidOfThePodAsAWholeGoesFirst() {
        var spec = new PodSpecBuilder()
                .withContainers(asking("1", null))
                .withNewResources()
                .withRequests(Map.of("cpu", new Quantity("4")))
                .endResources()
                .build();

        assertThat(milliCores(spec)).isEqualTo(4000);
    }
}
