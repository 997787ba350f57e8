package io.kubesphere.ai.tracing.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.tracing.PodTracing.TracedRun;
import io.kubesphere.ai.tracing.TracingSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PodVariablesTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final PodVariables WITH_COLLECTOR = new PodVariables(
            TracingSettings.with(Map.of("collector.endpoint", "http://collector.observability.svc:4318")));

    private static TracedRun run(Optional<String> parent) {
        return new TracedRun(
                "vision",
                "scorer-1",
                Map.of(
                        Labels.APPLICATION,
                        "scorer",
                        Labels.RUN_UID,
                        "u-1",
                        Labels.OWNER,
                        "ada",
                        Labels.WORKSPACE,
                        "ml"),
                "node",
                parent);
    }

    private static String value(List<EnvVar> variables, String name) {
        return variables.stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void withoutACollectorPodsAreToldNothing() {
        var variables = new PodVariables(TracingSettings.with(Map.of())).variables(run(Optional.of(PARENT)), Set.of());

        assertThat(variables).isEmpty();
    }

    @Test
    void programLearnsWhereToSendAndWhoItIs() {
        var variables = WITH_COLLECTOR.variables(run(Optional.of(PARENT)), Set.of());

        assertThat(value(variables, "OTEL_EXPORTER_OTLP_ENDPOINT"))
                .isEqualTo("http://collector.observability.svc:4318");
        assertThat(value(variables, "OTEL_EXPORTER_OTLP_PROTOCOL")).isEqualTo("http/protobuf");
        assertThat(value(variables, "OTEL_SERVICE_NAME")).isEqualTo("scorer");
        assertThat(value(variables, "TRACEPARENT")).isEqualTo(PARENT);
        assertThat(value(variables, "OTEL_RESOURCE_ATTRIBUTES").split(","))
                .contains(
                        "service.namespace=vision",
                        "k8s.namespace.name=vision",
                        "k8s.pod.name=$(AIP_POD_NAME)",
                        "aip.application=scorer",
                        "aip.run=scorer-1",
                        "aip.run.uid=u-1",
                        "aip.owner=ada",
                        "aip.workspace=ml");
    }

    @Test
    void podsOwnNamesAreThereBeforeTheyAreReferredTo() {
        var names = WITH_COLLECTOR.variables(run(Optional.empty()), Set.of()).stream()
                .map(EnvVar::getName)
                .toList();

        assertThat(names.subList(0, 3)).containsExactly("AIP_POD_NAME", "AIP_POD_UID", "AIP_NODE_NAME");
        assertThat(names).doesNotContain("TRACEPARENT").endsWith("OTEL_RESOURCE_ATTRIBUTES");
    }

    @Test
    void whatTheUserHasSetIsLeftAlone() {
        var variables =
                WITH_COLLECTOR.variables(run(Optional.of(PARENT)), Set.of("OTEL_SERVICE_NAME", "TRACEPARENT", "PATH"));

        assertThat(variables)
                .extracting(EnvVar::getName)
                .doesNotContain("OTEL_SERVICE_NAME", "TRACEPARENT")
                .contains("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    @Test
    void valueThatIsNoPlainTextBecomesNoOtherAttributeAndNoReference() {
        var odd =
                new TracedRun("vision", "a,k8s.namespace.name=bank $(HOME)", Map.of(), "node", Optional.of("$(HOME)"));

        var variables = WITH_COLLECTOR.variables(odd, Set.of());

        assertThat(value(variables, "OTEL_RESOURCE_ATTRIBUTES"))
                .contains("aip.run=a%2Ck8s.namespace.name%3Dbank%20%24%28HOME%29")
                .doesNotContain("$(HOME)");
        assertThat(variables).extracting(EnvVar::getName).doesNotContain("TRACEPARENT");
    }
}
