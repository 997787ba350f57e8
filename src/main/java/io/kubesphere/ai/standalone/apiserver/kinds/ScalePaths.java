package io.kubesphere.ai.standalone.apiserver.kinds;

/** Where the scale subresource reads and writes; the selector path is "" when the kind has none. */
public record ScalePaths(String specReplicas, String statusReplicas, String labelSelector) {

    static final ScalePaths WORKLOAD = new ScalePaths(".spec.replicas", ".status.replicas", ".status.selector");
}
