/** Kubernetes access that every module shares: apply, labels, informers. */
package io.kubesphere.ai.kernel.kube;
