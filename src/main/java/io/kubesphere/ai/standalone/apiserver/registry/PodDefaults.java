package io.kubesphere.ai.standalone.apiserver.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.List;

/** The defaults of core/v1 PodSpec (k8s.io/kubernetes/pkg/apis/core/v1/defaults.go), as far as runners look at them. */
final class PodDefaults {

    private PodDefaults() {}

    static void apply(ObjectNode spec) {
        Defaults.text(spec, "restartPolicy", "Always");
        Defaults.text(spec, "dnsPolicy", "ClusterFirst");
        Defaults.text(spec, "schedulerName", "default-scheduler");
        Defaults.text(spec, "serviceAccountName", "default");
        Defaults.text(spec, "serviceAccount", Json.text(spec, "serviceAccountName"));
        if (!spec.has("terminationGracePeriodSeconds")) {
            spec.put("terminationGracePeriodSeconds", 30);
        }
        if (!spec.has("securityContext")) {
            spec.putObject("securityContext");
        }
        for (var list : List.of("containers", "initContainers")) {
            for (var container : spec.path(list)) {
                container((ObjectNode) container);
            }
        }
    }

    private static void container(ObjectNode container) {
        var image = Json.text(container, "image");
        var tagged = image.substring(image.lastIndexOf('/') + 1);
        var latest = (!tagged.contains(":") && !tagged.contains("@")) || tagged.endsWith(":latest");
        Defaults.text(container, "imagePullPolicy", latest ? "Always" : "IfNotPresent");
        Defaults.text(container, "terminationMessagePath", "/dev/termination-log");
        Defaults.text(container, "terminationMessagePolicy", "File");
        if (!container.has("resources")) {
            container.putObject("resources");
        }
        for (var port : container.path("ports")) {
            Defaults.text((ObjectNode) port, "protocol", "TCP");
        }
        requestsFromLimits(container);
    }

    private static void requestsFromLimits(ObjectNode container) {
        var limits = Json.at(container, "resources", "limits");
        if (limits.isObject() && !limits.isEmpty()) {
            var requests = Json.child(Json.child(container, "resources"), "requests");
            limits.properties().forEach(limit -> {
                if (!requests.has(limit.getKey())) {
                    requests.set(limit.getKey(), limit.getValue());
                }
            });
        }
    }

    static String qosClass(JsonNode spec) {
        var guaranteed = true;
        var bestEffort = true;
        for (var container : spec.path("containers")) {
            var requests = Json.at(container, "resources", "requests");
            var limits = Json.at(container, "resources", "limits");
            bestEffort &= requests.isEmpty() && limits.isEmpty();
            guaranteed &= limits.has("cpu") && limits.has("memory") && requests.equals(limits);
        }
        if (bestEffort) {
            return "BestEffort";
        }
        return guaranteed ? "Guaranteed" : "Burstable";
    }
}
