package io.kubesphere.ai.kernel.auth;

/** The run that a workload belongs to; {@code uid} is the custom resource's uid. */
public record RunIdentity(String uid, String namespace, String name) {}
