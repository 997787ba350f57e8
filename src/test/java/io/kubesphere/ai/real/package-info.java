/** The service on a real Kubernetes: that of {@code e2e/cluster} or {@code e2e/api-server}, or what {@code E2E_KUBECONFIG} names. */
package io.kubesphere.ai.real;
