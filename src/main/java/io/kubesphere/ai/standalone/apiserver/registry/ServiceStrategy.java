package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Services get their defaults and an address that nothing answers at: there is no service network here. */
final class ServiceStrategy implements KindStrategy {

    private static final String HEADLESS = "None";

    @Override
    public void prepareForCreate(ObjectNode object) {
        var spec = Json.child(object, "spec");
        defaults(spec);
        if (!Json.text(spec, "type").equals("ExternalName")
                && Json.text(spec, "clusterIP").isEmpty()) {
            spec.put("clusterIP", address());
        }
        if (spec.has("clusterIP")) {
            spec.putArray("clusterIPs").add(Json.text(spec, "clusterIP"));
        }
        Json.child(object, "status").putObject("loadBalancer");
    }

    @Override
    public void prepareForUpdate(ObjectNode object, ObjectNode old) {
        var spec = Json.child(object, "spec");
        defaults(spec);
        for (var field : List.of("clusterIP", "clusterIPs")) {
            if (!spec.has(field) && old.path("spec").has(field)) {
                spec.set(field, old.path("spec").get(field).deepCopy());
            }
        }
    }

    private static void defaults(ObjectNode spec) {
        Defaults.text(spec, "type", "ClusterIP");
        Defaults.text(spec, "sessionAffinity", "None");
        Defaults.text(spec, "internalTrafficPolicy", "Cluster");
        for (var port : spec.path("ports")) {
            var entry = (ObjectNode) port;
            Defaults.text(entry, "protocol", "TCP");
            if (!entry.hasNonNull("targetPort") && entry.has("port")) {
                entry.set("targetPort", entry.get("port"));
            }
        }
    }

    private static String address() {
        var random = ThreadLocalRandom.current();
        return "10." + random.nextInt(96, 112) + "." + random.nextInt(256) + "." + random.nextInt(1, 255);
    }

    @Override
    public List<Cause> validate(ObjectNode object) {
        var spec = object.path("spec");
        var needsPorts = !Json.text(spec, "clusterIP").equals(HEADLESS)
                && !Json.text(spec, "type").equals("ExternalName");
        return needsPorts && spec.path("ports").isEmpty() ? List.of(Cause.required("spec.ports", "")) : List.of();
    }

    @Override
    public List<Cause> validateUpdate(ObjectNode object, ObjectNode old) {
        return Fixed.fields(object, old, "spec.clusterIP");
    }
}
