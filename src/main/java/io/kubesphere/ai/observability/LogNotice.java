package io.kubesphere.ai.observability;

/**
 * What one has to know of an answer that is not the whole truth.
 *
 * @param reason that stays the same, for programs
 * @param message one sentence for people
 */
public record LogNotice(String reason, String message) {}
