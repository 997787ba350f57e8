/** Addresses of pods on the loopback network, and names that stand for them since there is no DNS. */
package io.kubesphere.ai.standalone.runner.network;
