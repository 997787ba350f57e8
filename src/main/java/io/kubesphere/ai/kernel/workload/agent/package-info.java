/**
 * The program that runs inside users' pods, before theirs and after it: {@code prepare} is an init container that fetches
 * code and inputs, {@code collect} a sidecar that stores outputs, and {@code snapshot} runs in a pod of its own and tells
 * what is on a volume. A plain Java program in the service's own image, without Quarkus, for a heap of 64 MiB whatever the
 * size of a file; it sees the JDK, Jackson, Commons Compress, JGit and the kernel's digests and paths, nothing else of the
 * service.
 *
 * <p>Read {@code Prepare}, {@code Collect} and {@code Snapshot}; they speak to the service through {@code Service}, survive its absence by
 * {@code Retries} and touch the disk through {@code Disk}. What an {@code IOException} reports may pass and is tried again;
 * a {@code Problem} is final.
 *
 * <p>The containers need a UTF-8 locale ({@code LC_ALL=C.UTF-8}), or the JVM cannot name files outside ASCII.
 */
package io.kubesphere.ai.kernel.workload.agent;
