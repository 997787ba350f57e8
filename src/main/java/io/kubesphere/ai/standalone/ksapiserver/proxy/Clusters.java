package io.kubesphere.ai.standalone.ksapiserver.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Shelf;
import io.kubesphere.ai.standalone.ksapiserver.state.Watches;

/** Which cluster a path means. Only the host cluster can be reached; members are known, and never ready. */
public final class Clusters {
    private static final String HOST_LABEL = "cluster-role.kubesphere.io/host";
    private static final String ALIAS = "host";

    private final String hostName;
    private final Shelf<Boolean> isHost;

    /** What a name stands for. */
    public enum Meaning {
        HOST,
        MEMBER,
        UNKNOWN
    }

    public Clusters(Watches watches, String hostName) {
        this.hostName = hostName;
        this.isHost = watches.shelf(KubeSphereKinds.CLUSTER, Clusters::isHost);
    }

    private static boolean isHost(ObjectNode cluster) {
        return Json.at(cluster, "metadata", "labels").has(HOST_LABEL);
    }

    public Meaning meaning(String name) {
        if (name.equals(ALIAS) || name.equals(hostName)) {
            return Meaning.HOST;
        }
        return isHost.find(name)
                .map(host -> host ? Meaning.HOST : Meaning.MEMBER)
                .orElse(Meaning.UNKNOWN);
    }
}
