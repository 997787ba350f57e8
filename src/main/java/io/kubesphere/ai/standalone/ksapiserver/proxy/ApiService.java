package io.kubesphere.ai.standalone.ksapiserver.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A group and version that somebody else serves.
 *
 * @param upstream empty when the object does not say where in a way that can be used
 */
record ApiService(String name, String group, String version, boolean available, Optional<Upstream> upstream) {

    static ApiService of(ObjectNode object) {
        var spec = object.path("spec");
        var trust = trust(
                Json.text(spec, "caBundle"), spec.path("insecureSkipVerify").asBoolean());
        return new ApiService(
                Json.text(object, "metadata", "name"),
                Json.text(spec, "group"),
                Json.text(spec, "version"),
                Json.text(object, "status", "state").equals("Available"),
                trust.flatMap(secure -> Upstream.of(url(object), secure)));
    }

    /** {@code url} wins; a service reference always means https. */
    private static String url(ObjectNode object) {
        var spec = object.path("spec");
        var service = spec.path("service");
        if (!Json.text(spec, "url").isEmpty()) {
            return Json.text(spec, "url");
        }
        return "https://%s.%s.svc:%d"
                .formatted(
                        Json.text(service, "name"),
                        Json.text(service, "namespace"),
                        service.path("port").asInt(443));
    }

    /** The bundle is decoded twice: once as bytes in JSON, and once more. */
    private static Optional<Upstream.Trust> trust(String caBundle, boolean skip) {
        if (skip) {
            return Optional.of(new Upstream.Trust.Anybody());
        }
        if (caBundle.isEmpty()) {
            return Optional.of(new Upstream.Trust.Machine());
        }
        try {
            var pem = Base64.getDecoder().decode(Base64.getDecoder().decode(caBundle));
            return Optional.of(new Upstream.Trust.Authority(new String(pem, StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException onlyOnceEncoded) {
            return Optional.empty();
        }
    }

    Set<String> tags() {
        return Set.of(group + "/" + version);
    }
}
