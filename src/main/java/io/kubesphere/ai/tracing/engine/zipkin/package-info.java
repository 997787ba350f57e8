/** Zipkin, by its v2 API. */
package io.kubesphere.ai.tracing.engine.zipkin;
