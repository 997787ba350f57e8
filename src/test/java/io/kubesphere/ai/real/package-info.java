/** The service on a real Kubernetes, which {@code E2E_KUBECONFIG} names: {@code e2e/api-server start} prints its path. */
package io.kubesphere.ai.real;
