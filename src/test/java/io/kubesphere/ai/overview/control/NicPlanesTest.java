package io.kubesphere.ai.overview.control;

import static io.kubesphere.ai.overview.control.Clusters.NOW;
import static io.kubesphere.ai.overview.control.Clusters.census;
import static io.kubesphere.ai.overview.control.Clusters.node;
import static io.kubesphere.ai.overview.control.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.overview.Plane;
import io.kubesphere.ai.overview.engine.PlaneTraffic;
import io.kubesphere.ai.overview.engine.PlaneTraffic.Flow;
import io.kubesphere.ai.overview.engine.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NicPlanesTest {
    private static final String RDMA = "rdma/hca_shared";
    private static final Census CENSUS = census(
            List.of(node("m1", Map.of("cpu", "8", RDMA, "4"), Map.of())),
            List.of(pod("vision", "p", "m1", Map.of("cpu", "1"), Map.of())),
            List.of());

    private static Usage with(PlaneTraffic traffic) {
        return new Usage(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty(), Optional.of(traffic));
    }

    private static Optional<String> why(Use use) {
        return new NicPlanes(CENSUS, use, plane -> Optional.empty())
                .of("m1", Plane.COMPUTE)
                .received()
                .missing();
    }

    @Test
    void whatIsNotMeasuredSaysWhoseTurnItIs() {
        var silent = new PlaneTraffic(Optional.empty(), Set.of(Plane.COMPUTE), Map.of());
        var untold = new PlaneTraffic(Optional.empty(), Set.of(), Map.of());

        assertThat(why(Use.none())).contains("NoSource");
        assertThat(why(new Use("none", Usage.NONE, Use.NO_ANSWER))).contains("SourceUnavailable");
        assertThat(why(new Use("metrics.k8s.io", Usage.NONE, Use.NO_SAMPLES))).contains("NoSource");
        assertThat(why(new Use("prometheus", with(untold), Use.NO_SAMPLES))).contains("NotConfigured");
        assertThat(why(new Use("prometheus", with(silent), Use.NO_SAMPLES))).contains("NoSamples");
    }

    @Test
    void devicesThatNobodyHoldsAreAllFree() {
        var compute = new NicPlanes(CENSUS, Use.none(), plane -> Optional.of(RDMA)).of("m1", Plane.COMPUTE);

        assertThat(compute.capacity().value()).contains(BigDecimal.valueOf(4));
        assertThat(compute.requested().value()).contains(BigDecimal.ZERO);
        assertThat(compute.capacity().time()).contains(NOW);
    }

    @Test
    void halfOfAFlowIsShownWithoutTheOther() {
        var flow = new Flow(OptionalDouble.of(1.5), OptionalDouble.empty(), OptionalDouble.empty());
        var traffic =
                new PlaneTraffic(Optional.of(NOW), Set.of(Plane.STORAGE), Map.of("m1", Map.of(Plane.STORAGE, flow)));

        var storage = new NicPlanes(
                        CENSUS, new Use("prometheus", with(traffic), Use.NO_SAMPLES), plane -> Optional.empty())
                .of("m1", Plane.STORAGE);

        assertThat(storage.received().value()).contains(BigDecimal.valueOf(2));
        assertThat(storage.sent().missing()).contains("NoSamples");
    }

    @Test
    void machineThatIsGoneHasNoDevices() {
        var compute = new NicPlanes(CENSUS, Use.none(), plane -> Optional.of(RDMA)).of("gone", Plane.COMPUTE);

        assertThat(compute.capacity().missing()).contains("NoResource");
        assertThat(compute.requested().missing()).contains("NoResource");
    }
}
