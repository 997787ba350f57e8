/** Grafana Loki as log store, asked by LogQL with escaped literals. */
package io.kubesphere.ai.observability.engine.loki;
