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
                new GroupResource("", "secrets"),
                new SecretStrategy());
    }

    KindStrategy of(GroupResource kind) {
        return byKind.getOrDefault(kind, KindStrategy.NONE);
    }
}
