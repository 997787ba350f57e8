/**
 * Call chains: which services a request went through, how long each took and where it failed. Door: {@code Traces}, and {@code
 * PodTracing} for who makes pods. Spans stay where the operator keeps them (Zipkin, Jaeger, Tempo); this module asks, shows of
 * the answer what lies in the caller's projects, and keeps nothing.
 */
package io.kubesphere.ai.tracing;
