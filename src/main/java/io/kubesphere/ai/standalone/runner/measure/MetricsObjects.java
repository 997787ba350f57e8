package io.kubesphere.ai.standalone.runner.measure;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.kubesphere.ai.standalone.runner.measure.Reading.ContainerName;
import io.kubesphere.ai.standalone.runner.measure.Reading.Use;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Readings as objects of {@code metrics.k8s.io}, where metrics-server answers them in a cluster. There it computes each
 * answer; here they are stored, as custom resources of the same shape.
 */
final class MetricsObjects {
    private static final String GROUP = "metrics.k8s.io";
    private static final String VERSION = "v1beta1";
    private static final String OWNER = "metrics-server";
    private static final ResourceDefinitionContext NODES = context("NodeMetrics", "nodes", false);
    private static final ResourceDefinitionContext PODS = context("PodMetrics", "pods", true);

    private final KubernetesClient client;
    private final String node;
    private Set<List<String>> written = Set.of();

    MetricsObjects(KubernetesClient client, String node) {
        this.client = client;
        this.node = node;
    }

    private static ResourceDefinitionContext context(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(GROUP)
                .withVersion(VERSION)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** What an earlier run has left is forgotten: it is not of now. */
    void define() {
        for (var kind : List.of(NODES, PODS)) {
            client.resource(definition(kind))
                    .fieldManager(OWNER)
                    .forceConflicts()
                    .serverSideApply();
        }
        client.genericKubernetesResources(PODS)
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(left -> client.genericKubernetesResources(PODS)
                        .inNamespace(left.getMetadata().getNamespace())
                        .withName(left.getMetadata().getName())
                        .delete());
    }

    private static CustomResourceDefinition definition(ResourceDefinitionContext kind) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(kind.getPlural() + "." + GROUP)
                .addToAnnotations("api-approved.kubernetes.io", "unapproved, stands for metrics-server on one machine")
                .endMetadata()
                .withNewSpec()
                .withGroup(GROUP)
                .withScope(kind.isNamespaceScoped() ? "Namespaced" : "Cluster")
                .withNewNames()
                .withKind(kind.getKind())
                .withPlural(kind.getPlural())
                .withSingular(kind.getKind().toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(VERSION)
                .withServed(true)
                .withStorage(true)
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }

    void publish(Reading reading) {
        apply(NODES, object(NODES, "", node, reading, Map.of("usage", usage(reading.machine()))));
        var pods = new TreeMap<String, TreeMap<ContainerName, Use>>();
        reading.containers().forEach((name, use) -> pods.computeIfAbsent(
                        name.namespace() + "/" + name.pod(),
                        unused -> new TreeMap<>(Comparator.comparing(ContainerName::container)))
                .put(name, use));
        var now = new HashSet<List<String>>();
        pods.values().forEach(containers -> {
            var first = containers.firstKey();
            var items = containers.entrySet().stream()
                    .map(each -> Map.of("name", each.getKey().container(), "usage", usage(each.getValue())))
                    .toList();
            apply(PODS, object(PODS, first.namespace(), first.pod(), reading, Map.of("containers", items)));
            now.add(List.of(first.namespace(), first.pod()));
        });
        written.stream().filter(name -> !now.contains(name)).forEach(this::forget);
        written = Set.copyOf(now);
    }

    private void forget(List<String> name) {
        client.genericKubernetesResources(PODS)
                .inNamespace(name.get(0))
                .withName(name.get(1))
                .delete();
    }

    private void apply(ResourceDefinitionContext kind, GenericKubernetesResource object) {
        client.genericKubernetesResources(kind)
                .resource(object)
                .fieldManager(OWNER)
                .forceConflicts()
                .serverSideApply();
    }

    private static GenericKubernetesResource object(
            ResourceDefinitionContext kind,
            String namespace,
            String name,
            Reading reading,
            Map<String, Object> content) {
        var object = new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/" + VERSION)
                .withKind(kind.getKind())
                .withNewMetadata()
                .withNamespace(namespace.isEmpty() ? null : namespace)
                .withName(name)
                .endMetadata()
                .build();
        object.setAdditionalProperty("timestamp", reading.at().toString());
        object.setAdditionalProperty("window", reading.window().toMillis() / 1000.0 + "s");
        content.forEach(object::setAdditionalProperty);
        return object;
    }

    private static Map<String, String> usage(Use use) {
        return Map.of("cpu", Math.round(use.cores() * 1e9) + "n", "memory", use.bytes() / 1024 + "Ki");
    }
}
