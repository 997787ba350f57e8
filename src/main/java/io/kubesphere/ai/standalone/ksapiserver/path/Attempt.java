package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.Optional;

/**
 * What somebody wants to do.
 *
 * @param verb of a resource ({@code list}), or the HTTP method where there is no resource
 * @param path without the cluster; only rules about paths look at it
 * @param kubernetes whether the Kubernetes API server carries it out
 */
public record Attempt(String verb, String path, boolean kubernetes, Optional<Target> target) {}
