package io.kubesphere.ai.standalone.runner.kubelet;

import io.kubesphere.ai.standalone.runner.container.PodContext;
import io.kubesphere.ai.standalone.runner.event.EventRecorder;
import java.nio.file.Path;
import java.util.Map;

/**
 * A pod that is ready for its containers.
 *
 * @param volumes their directories by name
 * @param wake makes the pod be looked at soon
 */
record PodSetup(NodeParts node, Runs runs, PodContext context, Map<String, Path> volumes, Runnable wake) {

    EventRecorder.Part events(ContainerUnit unit) {
        var list = unit.role() == Role.MAIN ? "containers" : "initContainers";
        return node.events().part(context.pod(), "spec." + list + "{" + unit.name() + "}");
    }
}
