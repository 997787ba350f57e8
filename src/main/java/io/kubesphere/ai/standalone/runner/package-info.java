/**
 * What a cluster has besides its API server, for one machine: a Job controller, a scheduler with one node, and a kubelet
 * that runs pods as local processes, so that work is really done. It talks to the API server only as a client and behaves
 * as Kubernetes does wherever users and controllers can see it.
 *
 * <p>What processes cannot give: there are no images, no confinement, no enforced limits, and no DNS. How that is made up
 * for is told in {@code container} (programs, paths, variables) and {@code network} (addresses, names).
 *
 * <p>Read {@code jobs}, {@code scheduler}, {@code kubelet}; below them {@code process}, {@code podlog}, {@code state}. Doors:
 * {@code ProcessRunner} and, because the API server wants the logs before there is a client, {@code PodLogFiles}.
 */
package io.kubesphere.ai.standalone.runner;
