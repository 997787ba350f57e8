package io.kubesphere.ai.observability.engine.logstore;

import java.util.List;

/** Where a store has what we filter by: fields of its documents, or Loki's labels. */
public record FieldNames(
        String time,
        String text,
        String namespace,
        String pod,
        String container,
        String application,
        String run,
        String level) {

    /** Those of the documents that Fluent Bit's Kubernetes filter and KubeSphere make, and ours below {@code aip}. */
    public static FieldNames ofDocuments(LogStoreConfig.Fields given) {
        return new FieldNames(
                given.time().orElse("@timestamp"),
                given.text().orElse("log"),
                given.namespace().orElse("kubernetes.namespace_name"),
                given.pod().orElse("kubernetes.pod_name"),
                given.container().orElse("kubernetes.container_name"),
                given.application().orElse("aip.application"),
                given.run().orElse("aip.run"),
                given.level().orElse("aip.level"));
    }

    /** Those that our pipelines and most others give to Loki; the level is what Loki 3 finds itself. */
    public static FieldNames ofLabels(LogStoreConfig.Fields given) {
        return new FieldNames(
                "",
                "",
                given.namespace().orElse("namespace"),
                given.pod().orElse("pod"),
                given.container().orElse("container"),
                given.application().orElse("application"),
                given.run().orElse("run"),
                given.level().orElse("detected_level"));
    }

    /** All that must match as a whole. */
    public List<String> exact() {
        return List.of(namespace, pod, container, application, run, level);
    }
}
