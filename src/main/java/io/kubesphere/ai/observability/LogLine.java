package io.kubesphere.ai.observability;

import java.time.Instant;

/**
 * A line.
 *
 * @param number in its stream, from 1; parts of a line that is longer than 1 MiB count on their own
 * @param time by the clock of the pod's node, which may be off
 * @param text without its line break; what is not UTF-8 is shown as replacement characters
 * @param truncated whether the line was cut here and goes on in the next one
 */
public record LogLine(long stream, long number, Instant time, String text, boolean truncated) implements LogEvent {}
