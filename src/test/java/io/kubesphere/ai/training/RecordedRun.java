package io.kubesphere.ai.training;

import io.kubesphere.ai.kernel.auth.RunIdentity;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The record of a run that tracking can refer to, as the training module writes it when a run begins. */
public record RecordedRun(UUID uid, String namespace, String name) {

    /** Writes one with a uid of its own. */
    public static RecordedRun in(Jdbi jdbi, String namespace, String name) {
        var run = new RecordedRun(UUID.randomUUID(), namespace, name);
        jdbi.useHandle(handle -> handle.createUpdate(
                        """
                        INSERT INTO training.run (uid, namespace, name, workspace, creator, created_at, spec, parameters,
                          inputs, engine, phase, reason, explanation)
                        VALUES (:uid, :namespace, :name, 'research', 'ada', '2026-01-02T03:04:05Z', '{}', '{}', '[]',
                          'KubernetesJob', 'Running', 'WorkersRunning',
                          '{"reason": "WorkersRunning", "message": "", "evidence": [], "nextStep": ""}')
                        """)
                .bind("uid", run.uid)
                .bind("namespace", namespace)
                .bind("name", name)
                .execute());
        return run;
    }

    public RunIdentity identity() {
        return new RunIdentity(uid.toString(), namespace, name);
    }

    /** As MLflow writes it. */
    public String mlflowId() {
        return uid.toString().replace("-", "");
    }
}
