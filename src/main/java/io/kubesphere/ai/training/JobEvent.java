package io.kubesphere.ai.training;

/**
 * One of Kubernetes' events.
 *
 * @param time when it was last seen, RFC 3339
 * @param type Normal or Warning
 * @param object it is about, as {@code Kind/name}
 * @param count how often it was seen
 */
public record JobEvent(String time, String type, String reason, String message, String object, int count) {}
