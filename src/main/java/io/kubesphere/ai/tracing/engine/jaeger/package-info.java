/** Jaeger, by the API of its query service that its own pages use. */
package io.kubesphere.ai.tracing.engine.jaeger;
