package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Optional;

/** What a job's {@code podFailurePolicy} makes of a failed pod; the first rule that matches decides. */
record FailurePolicy(JobSpecs job) {

    /** What to do about a failure. */
    enum Action {
        COUNT,
        IGNORE,
        FAIL_INDEX,
        FAIL_JOB
    }

    /** The message is for a job that fails by it. */
    record Decision(Action action, String message) {

        boolean countsAsFailure() {
            return action != Action.IGNORE;
        }
    }

    private static final Decision NO_RULE = new Decision(Action.COUNT, "");

    Decision decide(JobPod pod) {
        var rules = Optional.ofNullable(job.job().getSpec().getPodFailurePolicy())
                .map(policy -> policy.getRules())
                .orElse(List.of());
        for (var number = 0; number < rules.size(); number++) {
            var decision = decide(rules.get(number), number, pod);
            if (decision.isPresent()) {
                return decision.get();
            }
        }
        return NO_RULE;
    }

    private Optional<Decision> decide(PodFailurePolicyRule rule, int number, JobPod pod) {
        var where = pod.pod().getMetadata().getNamespace() + "/"
                + pod.pod().getMetadata().getName();
        var how = " matching " + rule.getAction() + " rule at index " + number;
        if (rule.getOnExitCodes() != null) {
            return pod.statuses()
                    .filter(status -> matches(rule.getOnExitCodes(), status))
                    .findFirst()
                    .flatMap(status -> decision(
                            rule,
                            "Container " + status.getName() + " for pod " + where + " failed with exit code "
                                    + status.getState().getTerminated().getExitCode() + how));
        }
        var patterns = Optional.ofNullable(rule.getOnPodConditions()).orElse(List.of());
        var conditions = Optional.ofNullable(pod.pod().getStatus())
                .orElseGet(PodStatus::new)
                .getConditions();
        return conditions.stream()
                .filter(condition -> patterns.stream().anyMatch(pattern -> matches(pattern, condition)))
                .findFirst()
                .flatMap(condition -> decision(rule, "Pod " + where + " has condition " + condition.getType() + how));
    }

    private static boolean matches(PodFailurePolicyOnPodConditionsPattern pattern, PodCondition condition) {
        return pattern.getType().equals(condition.getType())
                && Optional.ofNullable(pattern.getStatus()).orElse("True").equals(condition.getStatus());
    }

    private static boolean matches(PodFailurePolicyOnExitCodesRequirement requirement, ContainerStatus status) {
        var ended = status.getState().getTerminated();
        if (ended == null || ended.getExitCode() == 0) {
            return false;
        }
        var named = Optional.ofNullable(requirement.getContainerName());
        if (named.isPresent() && !named.get().equals(status.getName())) {
            return false;
        }
        return requirement.getValues().contains(ended.getExitCode())
                == requirement.getOperator().equals("In");
    }

    private Optional<Decision> decision(PodFailurePolicyRule rule, String message) {
        return switch (rule.getAction()) {
            case "Ignore" -> Optional.of(new Decision(Action.IGNORE, ""));
            case "FailJob" -> Optional.of(new Decision(Action.FAIL_JOB, message));
            case "FailIndex" ->
                job.backoffLimitPerIndex().isPresent()
                        ? Optional.of(new Decision(Action.FAIL_INDEX, ""))
                        : Optional.empty();
            default -> Optional.of(NO_RULE);
        };
    }
}
