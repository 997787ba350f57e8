package io.kubesphere.ai.overview;

/** A pod among all of the cluster. */
public record PodName(String namespace, String name) {}
