package io.kubesphere.ai.kernel.workload;

/**
 * One fact behind an explanation.
 *
 * @param object what was looked at, as {@code Kind/name}
 * @param field path inside it, e.g. {@code status.conditions[PodScheduled].message}
 * @param value what was found there
 * @param time when it was so, RFC 3339; empty when the object does not say
 */
public record Evidence(String object, String field, String value, String time) {}
