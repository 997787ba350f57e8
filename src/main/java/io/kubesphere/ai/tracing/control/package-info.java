/** Decides what of a trace a caller sees, and makes trees, summaries and graphs of spans. */
package io.kubesphere.ai.tracing.control;
