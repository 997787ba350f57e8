/**
 * What a container's program gets: volumes, environment, command line and working directory, made from the pod's spec as a
 * kubelet makes them, with real directories and addresses in the place of those that exist only in a container.
 */
package io.kubesphere.ai.standalone.runner.container;
