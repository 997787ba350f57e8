package io.kubesphere.ai.tracing;

/** Something that the reader must know of an answer, such as what is not in it. */
public record Notice(String reason, String message) {}
