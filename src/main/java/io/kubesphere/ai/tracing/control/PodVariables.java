package io.kubesphere.ai.tracing.control;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.tracing.PodTracing;
import io.kubesphere.ai.tracing.engine.Origin;
import io.kubesphere.ai.tracing.engine.TracingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of OpenTelemetry's SDK environment and of its semantic conventions. */
@ApplicationScoped
class PodVariables implements PodTracing {
    /** W3C Trace Context, version 00. */
    private static final Pattern PARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final TracingConfig config;

    PodVariables(TracingConfig config) {
        this.config = config;
    }

    @Override
    public List<EnvVar> variables(TracedRun run, Set<String> taken) {
        return config.collector()
                .endpoint()
                .map(endpoint -> all(endpoint.toString(), run).stream()
                        .filter(variable -> !taken.contains(variable.getName()))
                        .toList())
                .orElse(List.of());
    }

    private List<EnvVar> all(String endpoint, TracedRun run) {
        var variables = new ArrayList<EnvVar>();
        variables.add(field("AIP_POD_NAME", "metadata.name"));
        variables.add(field("AIP_POD_UID", "metadata.uid"));
        variables.add(field("AIP_NODE_NAME", "spec.nodeName"));
        variables.add(value("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint));
        variables.add(value("OTEL_EXPORTER_OTLP_PROTOCOL", config.collector().protocol()));
        variables.add(value("OTEL_SERVICE_NAME", application(run)));
        variables.add(value("OTEL_RESOURCE_ATTRIBUTES", resource(run)));
        run.parent()
                .filter(parent -> PARENT.matcher(parent).matches())
                .ifPresent(parent -> variables.add(value("TRACEPARENT", parent)));
        return variables;
    }

    private static String application(TracedRun run) {
        return run.labels().getOrDefault(Labels.APPLICATION, run.name());
    }

    /** Kubernetes puts the pod's own names in: what a program says of itself is believed only where the collector corrects it. */
    private static String resource(TracedRun run) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("service.namespace", encoded(run.project()));
        attributes.put("k8s.namespace.name", encoded(run.project()));
        attributes.put(Origin.POD, "$(AIP_POD_NAME)");
        attributes.put("k8s.pod.uid", "$(AIP_POD_UID)");
        attributes.put("k8s.node.name", "$(AIP_NODE_NAME)");
        attributes.put("k8s.container.name", encoded(run.container()));
        attributes.put("service.instance.id", "$(AIP_POD_UID)");
        attributes.put(Origin.APPLICATION, encoded(application(run)));
        attributes.put(Origin.RUN, encoded(run.name()));
        label(run, Labels.RUN_UID, "aip.run.uid", attributes);
        label(run, Labels.MODULE, "aip.module", attributes);
        label(run, Labels.OWNER, "aip.owner", attributes);
        label(run, Labels.WORKSPACE, "aip.workspace", attributes);
        label(run, Labels.ALGORITHM_VERSION, "service.version", attributes);
        return attributes.entrySet().stream()
                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                .collect(Collectors.joining(","));
    }

    private static void label(TracedRun run, String label, String attribute, Map<String, String> attributes) {
        var value = run.labels().get(label);
        if (value != null && !value.isEmpty()) {
            attributes.put(attribute, encoded(value));
        }
    }

    /** As W3C Baggage has values; a dollar sign becomes %24 and so no reference. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static EnvVar value(String name, String value) {
        return new EnvVar(name, value, null);
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
