package io.kubesphere.ai.standalone;

import java.net.URI;
import java.util.Optional;

/** The API server of the stand-alone platform; it answers whoever reaches its loopback address. */
interface ClusterApi extends AutoCloseable {
    URI url();

    /** For kubectl, by people. */
    String kubeconfig();

    /** Where it looks for the logs of pods, when it does not read them itself. */
    Optional<NodeEndpoint> node();

    @Override
    void close();
}
