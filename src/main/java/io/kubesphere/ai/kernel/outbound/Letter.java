package io.kubesphere.ai.kernel.outbound;

import java.net.URI;
import java.util.Map;

/** Something to be sent by POST; its text never shows the address, which may be a secret itself. */
public record Letter(URI address, Map<String, String> headers, String body) {
    public Letter {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "letter to " + address.getHost();
    }
}
