package io.kubesphere.ai.standalone.ksapiserver.state;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** A kind of objects in the cluster, and where its API is. */
public record ResourceKind(String group, String version, String kind, String plural, boolean namespaced) {

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
