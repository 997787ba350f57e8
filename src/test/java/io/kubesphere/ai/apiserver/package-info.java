/**
 * How a Kubernetes API server behaves, written against nothing but a client, so that the same tests run on the stand-in
 * and on a real kube-apiserver: subclass {@code ApiServerBehaviour} with a client of the server in question.
 */
package io.kubesphere.ai.apiserver;
