package io.kubesphere.ai.standalone.runner.jobs;

import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.ArrayList;

/** Changes conditions of a job's status. */
record JobConditions(JobStatus status, String now) {

    /** Makes it hold, unless it does; true when it is new. */
    boolean hold(String type, String reason, String message) {
        return set(type, "True", reason, message);
    }

    /** Takes it back, if it held; one that never held is not mentioned. */
    boolean lift(String type, String reason, String message) {
        var mentioned = status.getConditions().stream()
                .anyMatch(condition -> condition.getType().equals(type));
        return mentioned && set(type, "False", reason, message);
    }

    private boolean set(String type, String value, String reason, String message) {
        var conditions = new ArrayList<JobCondition>(status.getConditions());
        var old = conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
        if (old.filter(condition -> condition.getStatus().equals(value)).isPresent()) {
            return false;
        }
        old.ifPresent(conditions::remove);
        conditions.add(new JobConditionBuilder()
                .withType(type)
                .withStatus(value)
                .withReason(reason)
                .withMessage(message)
                .withLastProbeTime(now)
                .withLastTransitionTime(now)
                .build());
        status.setConditions(conditions);
        return true;
    }
}
