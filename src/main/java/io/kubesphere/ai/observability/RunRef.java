package io.kubesphere.ai.observability;

/** A run whose pods carry {@code uid}; only pods in the run's own project count, since anybody can write a label. */
public record RunRef(String namespace, String uid) {}
