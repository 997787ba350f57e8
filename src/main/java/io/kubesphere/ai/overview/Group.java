package io.kubesphere.ai.overview;

/**
 * Whose pods: the smallest part that figures are kept by. A project's name is Kubernetes' own; application and owner are
 * empty where there is none that can be believed.
 */
public record Group(String namespace, String application, String owner) {}
