package io.kubesphere.ai.overview;

/**
 * The network devices of a machine that belong to one plane. Each figure is there or says why it is not.
 *
 * @param plane business, storage or compute
 * @param capacity devices that pods may have, as the extended resource of the plane counts them
 * @param requested devices that pods hold
 * @param received bytes per second
 * @param sent bytes per second
 * @param speed bytes per second that the links could carry, each way
 */
public record NicPlane(String plane, Figure capacity, Figure requested, Figure received, Figure sent, Figure speed) {}
