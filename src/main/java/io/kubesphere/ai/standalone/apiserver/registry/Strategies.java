package io.kubesphere.ai.standalone.apiserver.registry;

import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import java.time.Clock;
import java.util.Map;

/** Which built-in kinds have demands of their own. */
final class Strategies {

    private final Map<GroupResource, KindStrategy> byKind;

    Strategies(Clock clock) {
        this.byKind = Map.of(
                Catalog.NAMESPACES,
                new NamespaceStrategy(),
                Catalog.PODS,
                new PodStrategy(),
                Catalog.DEFINITIONS,
                new DefinitionStrategy(clock),
                core("secrets"),
                new SecretStrategy(),
                core("configmaps"),
                new ConfigMapStrategy(),
                core("services"),
                new ServiceStrategy(),
                core("persistentvolumeclaims"),
                new ClaimStrategy(),
                new GroupResource("batch", "jobs"),
                new JobStrategy());
    }

    private static GroupResource core(String plural) {
        return new GroupResource("", plural);
    }

    KindStrategy of(GroupResource kind) {
        return byKind.getOrDefault(kind, KindStrategy.NONE);
    }
}
