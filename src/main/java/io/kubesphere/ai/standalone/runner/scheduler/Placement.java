package io.kubesphere.ai.standalone.runner.scheduler;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a pod may be on the node at all: cordon, taints, node selector, required node affinity. Affinity between pods and
 * topology spread are not looked at; with one node they could only hold everything back.
 */
record Placement(Node node) {

    private static final Set<String> REPELLING = Set.of("NoSchedule", "NoExecute");

    Optional<String> refusal(Pod pod) {
        var spec = pod.getSpec();
        if (Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            return Optional.of("node(s) were unschedulable");
        }
        var taint = node.getSpec().getTaints().stream()
                .filter(each -> REPELLING.contains(each.getEffect()))
                .filter(each -> spec.getTolerations().stream().noneMatch(toleration -> tolerates(toleration, each)))
                .findFirst();
        if (taint.isPresent()) {
            var value = Optional.ofNullable(taint.get().getValue()).orElse("");
            return Optional.of("node(s) had untolerated taint {" + taint.get().getKey() + ": " + value + "}");
        }
        return selects(spec) ? Optional.empty() : Optional.of("node(s) didn't match Pod's node affinity/selector");
    }

    private static boolean tolerates(Toleration toleration, Taint taint) {
        var key = Optional.ofNullable(toleration.getKey()).orElse("");
        var effect = Optional.ofNullable(toleration.getEffect()).orElse("");
        if (!effect.isEmpty() && !effect.equals(taint.getEffect())) {
            return false;
        }
        if (!key.isEmpty() && !key.equals(taint.getKey())) {
            return false;
        }
        if ("Exists".equals(toleration.getOperator())) {
            return true;
        }
        var wanted = Optional.ofNullable(toleration.getValue()).orElse("");
        return !key.isEmpty()
                && wanted.equals(Optional.ofNullable(taint.getValue()).orElse(""));
    }

    private boolean selects(PodSpec spec) {
        var selector = Optional.ofNullable(spec.getNodeSelector()).orElse(Map.of());
        if (!labels().entrySet().containsAll(selector.entrySet())) {
            return false;
        }
        var required = Optional.ofNullable(spec.getAffinity())
                .flatMap(affinity -> Optional.ofNullable(affinity.getNodeAffinity()))
                .flatMap(affinity -> Optional.ofNullable(affinity.getRequiredDuringSchedulingIgnoredDuringExecution()));
        return required.map(terms -> terms.getNodeSelectorTerms().stream().anyMatch(this::matches))
                .orElse(true);
    }

    private Map<String, String> labels() {
        return Optional.ofNullable(node.getMetadata().getLabels()).orElse(Map.of());
    }

    private boolean matches(NodeSelectorTerm term) {
        var expressions = Optional.ofNullable(term.getMatchExpressions()).orElse(List.of());
        var fields = Optional.ofNullable(term.getMatchFields()).orElse(List.of());
        if (expressions.isEmpty() && fields.isEmpty()) {
            return false;
        }
        return expressions.stream().allMatch(each -> matches(each, Optional.ofNullable(labels().get(each.getKey()))))
                && fields.stream()
                        .allMatch(each -> each.getKey().equals("metadata.name")
                                && matches(each, Optional.of(node.getMetadata().getName())));
    }

    private static boolean matches(NodeSelectorRequirement requirement, Optional<String> value) {
        var values = Optional.ofNullable(requirement.getValues()).orElse(List.of());
        return switch (requirement.getOperator()) {
            case "In" -> value.filter(values::contains).isPresent();
            case "NotIn" -> value.filter(values::contains).isEmpty();
            case "Exists" -> value.isPresent();
            case "DoesNotExist" -> value.isEmpty();
            case "Gt" -> compares(value, values, 1);
            case "Lt" -> compares(value, values, -1);
            default -> false;
        };
    }

    private static boolean compares(Optional<String> value, List<String> bounds, int sign) {
        try {
            return value.isPresent()
                    && bounds.size() == 1
                    && Integer.signum(Long.compare(Long.parseLong(value.get()), Long.parseLong(bounds.get(0)))) == sign;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }
}
