package io.kubesphere.ai.standalone.runner.container;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccountTokenProjection;

/** Where the tokens of service accounts come from. */
@FunctionalInterface
public interface TokenSource {

    /** A token that is bound to the pod and good for a while; the same until it has to be renewed. */
    String token(Pod pod, ServiceAccountTokenProjection wish);
}
