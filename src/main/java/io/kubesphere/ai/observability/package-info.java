/**
 * Logs that outlive pods. Doors: {@code RunLogs} for our own archive, {@code ApplicationLogs} for what the cluster's log store has of
 * all pods. Follows every container of every run through the Kubernetes API and
 * archives its log while it is written: compressed chunks in the object store, an index of them in PostgreSQL. Reads come
 * from the archive, and beyond its end from the pod. Does not parse what programs print, and keeps nothing that a node has
 * thrown away before it could be read: such a place is marked as a gap.
 *
 * <p>Words: a <em>stream</em> is the log of one instance of a container, a <em>line</em> has a number in its stream, a
 * <em>gap</em> is a place where lines may be missing, a <em>cursor</em> says how far one has read.
 */
package io.kubesphere.ai.observability;
