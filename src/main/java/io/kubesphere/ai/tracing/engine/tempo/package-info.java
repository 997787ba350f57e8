/** Grafana Tempo: TraceQL to find, OTLP as JSON to read. */
package io.kubesphere.ai.tracing.engine.tempo;
