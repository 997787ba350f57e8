package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.GPU;
import static io.kubesphere.ai.overview.control.Clusters.job;
import static io.kubesphere.ai.overview.control.Clusters.node;
import static io.kubesphere.ai.overview.control.Clusters.ofJob;
import static io.kubesphere.ai.overview.control.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.notification.Happening;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.overview.PrometheusSettings;
import io.kubesphere.ai.overview.engine.Usage;
import io.kubesphere.ai.testing.HappeningsInMemory;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdleWatchTest {
    private static final PodName POD = new PodName("vision", "bert-0");

    private final HappeningsInMemory happenings = new HappeningsInMemory();
    private final IdleWatch watch = new IdleWatch(
            new Facts(),
            new Workspaces(IndexShape.of(Namespace.class).build()),
            happenings,
            new SmallRyeConfigBuilder()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withMapping(OverviewConfig.class)
                    .build()
                    .getConfigMapping(OverviewConfig.class),
            PrometheusSettings.of(URI.create("http://127.0.0.1"), Map.of()));

    private static Census census(Pod... pods) {
        return Clusters.census(
                List.of(node("gpu-1", Map.of("cpu", "8", "memory", "64Gi", GPU, "4"), Map.of())),
                List.of(pods),
                List.of(job("vision", "uid-bert", "anna", Phase.Running)));
    }

    private static Pod bert() {
        return pod("vision", "bert-0", "gpu-1", Map.of("cpu", "1", GPU, "2"), ofJob("uid-bert", "bert"));
    }

    private static Use used(Map<PodName, Long> peaks) {
        return new Use(
                "test",
                new Usage(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.of(peaks)),
                Use.NO_SAMPLES);
    }

    private static Use using(double cards) {
        return used(Map.of(POD, Measure.GPU.amountOf(cards)));
    }

    @Test
    void idlePodIsToldOnceAndAgainOnlyAfterItWasBusy() {
        watch.compare(census(bert()), using(0));
        watch.compare(census(bert()), using(0));
        watch.compare(census(bert()), used(Map.of()));
        watch.compare(census(bert()), Use.none());
        watch.compare(census(bert()), using(0.01));

        assertThat(happenings.told()).hasSize(1);
        var told = happenings.told().get(0);
        assertThat(told.about())
                .isEqualTo(new Happening.About(
                        "vision", "", new Happening.Thing("Pod", "bert-0", "uid-vision-bert-0"), "anna", "bert", ""));
        assertThat(told.words().message()).isEqualTo("It holds 2 GPUs on gpu-1 and has not used them for 30 minutes");

        watch.compare(census(bert()), using(1.5));
        watch.compare(census(bert()), using(0));

        assertThat(happenings.told()).hasSize(2);
    }

    @Test
    void podThatIsGoneIsForgotten() {
        watch.compare(census(bert()), using(0));
        watch.compare(census(), used(Map.of()));

        assertThat(happenings.standing("idle/")).isEmpty();
        assertThat(happenings.told()).hasSize(1);
    }
}
