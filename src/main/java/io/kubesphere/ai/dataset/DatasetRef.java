package io.kubesphere.ai.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.Optional;

/** Names one version of a dataset. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DatasetRef(
        @JsonPropertyDescription("Project of the dataset; absent means the job's own.") @Size(max = 63)
                String namespace,
        @JsonPropertyDescription("Name of the dataset.") @Required @Size(min = 1, max = 63) String name,
        @JsonPropertyDescription("Name of its version.") @Required @Size(min = 1, max = 63) String version) {

    /** The project it lies in, seen from {@code project}. */
    public String namespaceFrom(String project) {
        return Optional.ofNullable(namespace).filter(name -> !name.isEmpty()).orElse(project);
    }

    @Override
    public String toString() {
        return (namespace == null ? "" : namespace + "/") + name + ":" + version;
    }
}
