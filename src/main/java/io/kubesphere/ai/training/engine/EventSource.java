package io.kubesphere.ai.training.engine;

/** An object whose events tell about a run. */
public record EventSource(String kind, String name) {}
