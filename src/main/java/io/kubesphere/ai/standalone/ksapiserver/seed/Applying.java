package io.kubesphere.ai.standalone.ksapiserver.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;

/** Makes objects true by forced server-side apply, so that doing it again changes nothing. */
record Applying(KubernetesClient client) {
    private static final String FIELD_MANAGER = "kubesphere";

    void apply(HasMetadata object) {
        client.resource(object).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
    }

    void apply(JsonNode object) {
        apply(client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class));
    }
}
