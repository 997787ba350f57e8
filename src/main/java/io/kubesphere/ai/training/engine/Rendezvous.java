package io.kubesphere.ai.training.engine;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * How the workers of a run find each other, as environment variables.
 *
 * @param address host name of the worker with rank 0
 * @param workers pods that take part
 * @param processes that each worker is to start: one per accelerator
 */
public record Rendezvous(String address, int workers, int processes) {
    /** Port of rank 0 that the others connect to; torchrun's and Kubeflow Trainer's default. */
    public static final int PORT = 29500;

    /** Written by the Job controller on each pod of an Indexed Job, under every engine of ours. */
    private static final String INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    /**
     * What a program may rely on. NODE_RANK is read by Lightning. RANK and WORLD_SIZE count processes, so they are true
     * only where each of several workers is one process; torchrun overwrites them for the processes that it starts.
     */
    public List<EnvVar> variables() {
        var variables = new ArrayList<EnvVar>();
        variables.add(index("AIP_RANK"));
        variables.add(value("AIP_WORLD_SIZE", workers));
        variables.add(value("MASTER_ADDR", address));
        variables.add(value("MASTER_PORT", PORT));
        variables.add(index("NODE_RANK"));
        if (workers > 1 && processes == 1) {
            variables.add(index("RANK"));
            variables.add(value("WORLD_SIZE", workers));
        }
        return List.copyOf(variables);
    }

    /** Defaults of torchrun's options: it reads {@code PET_<OPTION>} where the command line does not say. */
    public List<EnvVar> torchrun() {
        return List.of(
                value("PET_NNODES", workers),
                value("PET_NPROC_PER_NODE", processes),
                index("PET_NODE_RANK"),
                value("PET_MASTER_ADDR", address),
                value("PET_MASTER_PORT", PORT));
    }

    private static EnvVar value(String name, Object value) {
        return new EnvVar(name, value.toString(), null);
    }

    private static EnvVar index(String name) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(INDEX)
                .endFieldRef()
                .endValueFrom()
                .build();
    }
}
