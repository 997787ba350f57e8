/**
 * The home page: what machines have, what is promised, what is really used, by whom, what waits and what idles. Door: {@code
 * Overviews}. Capacity and promises come from the caches of nodes and pods, use from Prometheus or, without it, from
 * {@code metrics.k8s.io}. It owns nothing and writes nothing; a figure that nobody has measured is missing, never zero.
 */
package io.kubesphere.ai.overview;
