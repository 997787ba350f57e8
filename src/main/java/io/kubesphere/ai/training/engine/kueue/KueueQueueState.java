package io.kubesphere.ai.training.engine.kueue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.kubesphere.ai.kernel.workload.Evidence;
import io.kubesphere.ai.kernel.workload.QueueReason;
import io.kubesphere.ai.kernel.workload.QueueState;
import io.kubesphere.ai.kernel.workload.QueueState.Word;
import io.kubesphere.ai.training.engine.EngineStatus;
import io.kubesphere.ai.training.engine.EngineStatus.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads a Workload, of v1beta1 or v1beta2: what differs between them is nothing that is read here. */
public final class KueueQueueState {
    private static final String QUOTA_RESERVED = "QuotaReserved";
    private static final String ADMITTED = "Admitted";
    private static final String EVICTED = "Evicted";
    private static final String PREEMPTED = "Preempted";
    private static final String ADMISSION_CHECKS = "/status/admissionChecks";

    private final EngineStatus status;
    private final String object;

    private KueueQueueState(EngineStatus status, String object) {
        this.status = status;
        this.object = object;
    }

    public static QueueState read(GenericKubernetesResource workload) {
        var name = KueueWorkloads.KIND + "/" + workload.getMetadata().getName();
        return new KueueQueueState(EngineStatus.of(workload), name).read();
    }

    private QueueState read() {
        var isActive = status.at("/spec/active").asBoolean(true);
        return new QueueState(
                object,
                status.at("/spec/queueName").asText(),
                status.holding(QUOTA_RESERVED).isPresent(),
                status.holding(ADMITTED).isPresent(),
                waiting(),
                isActive ? eviction() : Optional.empty(),
                isActive ? Optional.empty() : Optional.of(off()));
    }

    private Optional<Word> waiting() {
        if (status.holding(ADMITTED).isPresent()) {
            return Optional.empty();
        }
        return status.holding(QUOTA_RESERVED).isPresent()
                ? check().or(this::admission)
                : status.condition(QUOTA_RESERVED).map(this::quota);
    }

    private Word quota(Condition condition) {
        var lacking = KueueWords.lacking(condition.message());
        return new Word(KueueWords.waiting(condition.reason(), condition.message()), lacking, evidence(condition));
    }

    private Optional<Word> admission() {
        return status.condition(ADMITTED).map(condition -> word(KueueWords.admission(condition.reason()), condition));
    }

    /** Before 0.19 there is no condition to tell; the check's own words are better than a condition's anyway. */
    private Optional<Word> check() {
        return StreamSupport.stream(status.at(ADMISSION_CHECKS).spliterator(), false)
                .filter(check -> !check.path("state").asText().equals("Ready"))
                .findFirst()
                .map(check -> new Word(QueueReason.WaitingForAdmissionChecks, List.of(), evidence(check)));
    }

    /**
     * An eviction stays true until quota is given anew. That by which somebody switched a Workload off says nothing any
     * more once it is on again.
     */
    private Optional<Word> eviction() {
        var evicted = status.holding(EVICTED).filter(condition -> !KueueWords.isDeactivation(condition.reason()));
        if (evicted.isEmpty()) {
            return Optional.empty();
        }
        var preempted = evicted.filter(condition -> condition.reason().equals(PREEMPTED))
                .flatMap(condition -> status.holding(PREEMPTED));
        return preempted
                .map(condition -> word(KueueWords.preemption(condition.reason()), condition))
                .or(() -> evicted.map(condition -> word(KueueWords.eviction(condition.reason()), condition)));
    }

    private Word off() {
        return status.condition(EVICTED)
                .filter(condition -> KueueWords.isDeactivation(condition.reason()))
                .map(condition -> word(KueueWords.deactivation(condition.reason()), condition))
                .orElseGet(() -> new Word(
                        QueueReason.SwitchedOffInQueue, List.of(), new Evidence(object, "spec.active", "false", "")));
    }

    private Word word(QueueReason reason, Condition condition) {
        return new Word(reason, List.of(), evidence(condition));
    }

    private Evidence evidence(Condition condition) {
        return new Evidence(
                object,
                "status.conditions[" + condition.type() + "]",
                condition.reason() + ": " + condition.message(),
                condition.time().map(Instant::toString).orElse(""));
    }

    private Evidence evidence(JsonNode check) {
        return new Evidence(
                object,
                "status.admissionChecks[" + check.path("name").asText() + "]",
                check.path("state").asText() + ": " + check.path("message").asText(),
                check.path("lastTransitionTime").asText());
    }
}
