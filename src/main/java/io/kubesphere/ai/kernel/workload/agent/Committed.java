package io.kubesphere.ai.kernel.workload.agent;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/** An output as the service has stored it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record Committed(
        @JsonProperty("digest") String digest, @JsonProperty("files") long files, @JsonProperty("bytes") long bytes) {}
