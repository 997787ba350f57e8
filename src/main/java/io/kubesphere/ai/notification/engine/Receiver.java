package io.kubesphere.ai.notification.engine;

import java.net.URI;

/** An address with its secrets; empty ones are none. */
public record Receiver(URI address, String secret, String authorization) {
    @Override
    public String toString() {
        return "receiver at " + address.getHost();
    }
}
