/**
 * A Kubernetes API server in this process, for stand-alone and for module tests: objects in memory and in one file,
 * CRDs with their validation, server-side apply, watches, garbage collection, and enough discovery for kubectl. It is held
 * to the same tests as a real kube-apiserver. It has one user who may do everything, no admission webhooks and no
 * controllers but those that a real API server's clients rely on (garbage collection, namespace deletion).
 *
 * <p>Read {@code http} (what a request means), {@code registry} (what a write does), {@code schema} and {@code merge} (what
 * an object may be and how it changes), {@code store} (where it lies). Door: {@code StandInApiServer}.
 */
package io.kubesphere.ai.standalone.apiserver;
