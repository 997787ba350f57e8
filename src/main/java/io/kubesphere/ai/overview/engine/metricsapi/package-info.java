/** Kubernetes' own resource metrics API, for clusters without Prometheus. */
package io.kubesphere.ai.overview.engine.metricsapi;
