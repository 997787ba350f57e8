package io.kubesphere.ai.training.rest;

import java.util.List;

/**
 * Some of a log, in reading order.
 *
 * @param before cursor for the entries before; empty after a search
 * @param behind cursor for the entries after
 */
record LogEntries(List<LogEntry> items, String before, String behind, boolean hasEarlier, boolean hasLater) {}
