/** The port to servers that keep spans; one package per product below. */
package io.kubesphere.ai.tracing.engine;
