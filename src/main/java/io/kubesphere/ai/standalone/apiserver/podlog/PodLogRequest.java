package io.kubesphere.ai.standalone.apiserver.podlog;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The query of {@code GET pods/{pod}/log} (core/v1 PodLogOptions). The container is empty when the caller did not say
 * and the pod has only one; {@code previous} asks for the last terminated instance. At most one of the two "since" is set.
 */
public record PodLogRequest(
        String namespace,
        String pod,
        Optional<String> container,
        boolean follow,
        boolean timestamps,
        boolean previous,
        OptionalLong tailLines,
        Optional<Instant> sinceTime,
        OptionalLong sinceSeconds,
        OptionalLong limitBytes) {}
