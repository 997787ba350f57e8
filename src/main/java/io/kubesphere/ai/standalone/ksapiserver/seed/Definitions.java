package io.kubesphere.ai.standalone.ksapiserver.seed;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.ResourceKind;
import java.util.List;
import java.util.Locale;

/** Definitions of KubeSphere's kinds with open schemas; none has a status subresource, as with the real ones. */
final class Definitions {
    private Definitions() {}

    static List<CustomResourceDefinition> all() {
        return KubeSphereKinds.CUSTOM.stream().map(Definitions::definition).toList();
    }

    private static CustomResourceDefinition definition(ResourceKind kind) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(kind.plural() + "." + kind.group())
                .endMetadata()
                .withNewSpec()
                .withGroup(kind.group())
                .withScope(kind.namespaced() ? "Namespaced" : "Cluster")
                .withNewNames()
                .withKind(kind.kind())
                .withListKind(kind.kind() + "List")
                .withPlural(kind.plural())
                .withSingular(kind.kind().toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(kind.version())
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
}
