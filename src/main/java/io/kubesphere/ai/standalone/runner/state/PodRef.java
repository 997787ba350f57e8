package io.kubesphere.ai.standalone.runner.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.Pod;

/** One pod; another one of the same name has another uid. */
public record PodRef(
        @JsonProperty("namespace") String namespace,
        @JsonProperty("name") String name,
        @JsonProperty("uid") String uid) {

    public static PodRef of(Pod pod) {
        var metadata = pod.getMetadata();
        return new PodRef(metadata.getNamespace(), metadata.getName(), metadata.getUid());
    }
}
