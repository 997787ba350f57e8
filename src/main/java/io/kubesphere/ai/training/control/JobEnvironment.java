package io.kubesphere.ai.training.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.crd.Variable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The variables of the user's program: the workload contract without what only the engine knows (rank, rendezvous). */
final class JobEnvironment {
    private final TrainingJob job;
    private final ResolvedJob resolved;
    private final JobNames names;
    private final URI service;

    JobEnvironment(TrainingJob job, ResolvedJob resolved, JobNames names, URI service) {
        this.job = job;
        this.resolved = resolved;
        this.names = names;
        this.service = service;
    }

    /** The user's own come last: they may use ours by {@code $(NAME)}, and cannot be called like them. */
    List<EnvVar> variables() {
        var variables = new ArrayList<EnvVar>();
        variables.add(value("AIP_RUN", job.getMetadata().getName()));
        variables.add(value("AIP_PARAMS", JobFiles.RUN + "/" + JobNames.PARAMETERS_KEY));
        resolved.parameters()
                .forEach((name, parameter) -> variables.add(value("AIP_PARAM_" + upper(name), text(parameter))));
        resolved.inputs()
                .forEach(input ->
                        variables.add(value("AIP_INPUT_" + upper(input.name()), JobFiles.INPUTS + "/" + input.name())));
        resolved.outputs()
                .forEach(output -> variables.add(
                        value("AIP_OUTPUT_" + upper(output.name()), JobFiles.OUTPUTS + "/" + output.name())));
        if (resolved.program().hasCode()) {
            variables.add(value("AIP_CODE_DIR", JobFiles.CODE));
        }
        if (job.getSpec().checkpointing().isPresent()) {
            variables.add(value("AIP_CHECKPOINT_DIR", JobFiles.CHECKPOINT));
        }
        variables.addAll(tracking());
        job.getSpec().env().forEach(variable -> variables.add(own(variable)));
        return List.copyOf(variables);
    }

    /** What the stock MLflow client reads. */
    private List<EnvVar> tracking() {
        var meta = job.getMetadata();
        return List.of(
                value("MLFLOW_TRACKING_URI", service + "/mlflow"),
                value("MLFLOW_EXPERIMENT_NAME", meta.getNamespace()),
                value("MLFLOW_RUN_ID", meta.getUid().replace("-", "")),
                fromSecret("MLFLOW_TRACKING_TOKEN", names.secret(), JobNames.TOKEN_KEY));
    }

    /** Credentials of a private repository, for the agent only. */
    List<EnvVar> gitCredentials() {
        return resolved.program()
                .git()
                .flatMap(git -> git.secretName())
                .map(secret -> List.of(
                        fromSecret("AIP_GIT_USERNAME", secret, "username"),
                        fromSecret("AIP_GIT_PASSWORD", secret, "password")))
                .orElse(List.of());
    }

    private static EnvVar own(Variable variable) {
        return variable.fromSecret()
                .map(secret -> fromSecret(variable.name(), secret.name(), secret.key()))
                .orElseGet(() -> value(variable.name(), variable.value() == null ? "" : variable.value()));
    }

    private static EnvVar value(String name, String value) {
        return new EnvVar(name, value, null);
    }

    private static EnvVar fromSecret(String name, String secret, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef(key, secret, null)
                .endValueFrom()
                .build();
    }

    /** A parameter's value must not be taken for a reference: {@code $$} stands for one dollar sign. */
    private static String text(JsonNode parameter) {
        return parameter.asText().replace("$", "$$");
    }

    private static String upper(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
