package io.kubesphere.ai.training.engine;

/** Coordinates of an engine's main object: {@code apiVersion} such as {@code batch/v1}, {@code kind}, plural. */
public record EngineApi(String apiVersion, String kind, String plural) {}
