package io.kubesphere.ai.overview;

/**
 * One measure of a scope. Capacity and allocatable are the cluster's, whatever the scope.
 *
 * @param used of what is really used, by whoever measures it
 * @param reporting machines that use is known of
 * @param machines that there are
 */
public record Ring(
        String measure,
        Figure capacity,
        Figure allocatable,
        Figure requested,
        Figure used,
        int reporting,
        int machines) {}
