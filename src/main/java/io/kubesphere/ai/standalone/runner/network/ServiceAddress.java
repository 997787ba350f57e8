package io.kubesphere.ai.standalone.runner.network;

/** Where an ordinary Service is to be found: {@code hostAndPort} takes the place of its name in URLs. */
public record ServiceAddress(String namespace, String name, String hostAndPort) {}
