/** Probes and hooks of containers: commands beside the program, HTTP requests, connections. gRPC probes are not made. */
package io.kubesphere.ai.standalone.runner.probe;
