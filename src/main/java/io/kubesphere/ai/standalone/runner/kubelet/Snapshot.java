package io.kubesphere.ai.standalone.runner.kubelet;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * Everything a pod's status is made of.
 *
 * @param address the pod's, once it has one
 * @param ending why it ends, if it does
 * @param over nothing runs any more and nothing will
 */
record Snapshot(Pod pod, Containers containers, Optional<String> address, Optional<Ending> ending, boolean over) {

    boolean endsBy(Ending.Cause cause) {
        return ending.map(Ending::cause).filter(cause::equals).isPresent();
    }
}
