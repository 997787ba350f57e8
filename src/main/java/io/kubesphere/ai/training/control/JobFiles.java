package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import java.util.ArrayList;
import java.util.List;

/** Where a pod of a job finds its files; only what the job needs is mounted. */
final class JobFiles {
    static final String INPUTS = "/aip/inputs";
    static final String OUTPUTS = "/aip/outputs";
    static final String CODE = "/aip/code";
    static final String RUN = "/aip/run";
    static final String CHECKPOINT = "/aip/checkpoint";

    private final JobNames names;
    private final ResolvedJob job;
    private final boolean hasCheckpoint;

    JobFiles(JobNames names, ResolvedJob job, boolean hasCheckpoint) {
        this.names = names;
        this.job = job;
        this.hasCheckpoint = hasCheckpoint;
    }

    /** Whether the init container has anything to do. */
    boolean needsPreparing() {
        return !job.inputs().isEmpty() || job.program().hasCode() || needsCollecting();
    }

    boolean hasInputs() {
        return !job.inputs().isEmpty();
    }

    /** Whether the sidecar has anything to store. */
    boolean needsCollecting() {
        return !job.outputs().isEmpty();
    }

    List<Volume> volumes() {
        var volumes = new ArrayList<Volume>();
        volumes.add(new VolumeBuilder()
                .withName("aip-run")
                .withNewSecret()
                .withSecretName(names.secret())
                .addNewItem()
                .withKey(JobNames.PARAMETERS_KEY)
                .withPath(JobNames.PARAMETERS_KEY)
                .endItem()
                .endSecret()
                .build());
        if (!job.inputs().isEmpty()) {
            volumes.add(emptyDirectory("aip-inputs"));
        }
        if (job.program().hasCode()) {
            volumes.add(emptyDirectory("aip-code"));
        }
        if (needsCollecting()) {
            volumes.add(emptyDirectory("aip-outputs"));
        }
        if (needsPreparing()) {
            volumes.add(AgentContainers.token());
        }
        if (hasCheckpoint) {
            volumes.add(new VolumeBuilder()
                    .withName("aip-checkpoint")
                    .withNewPersistentVolumeClaim()
                    .withClaimName(names.checkpointClaim())
                    .endPersistentVolumeClaim()
                    .build());
        }
        return volumes;
    }

    /** What the user's program sees. */
    List<VolumeMount> program() {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(mount("aip-run", RUN, true));
        if (!job.inputs().isEmpty()) {
            mounts.add(mount("aip-inputs", INPUTS, true));
        }
        if (job.program().hasCode()) {
            mounts.add(mount("aip-code", CODE, false));
        }
        if (needsCollecting()) {
            mounts.add(mount("aip-outputs", OUTPUTS, false));
        }
        if (hasCheckpoint) {
            mounts.add(mount("aip-checkpoint", CHECKPOINT, false));
        }
        return mounts;
    }

    /** What the init container fills; it also makes the directories of the outputs, before the program looks for them. */
    List<VolumeMount> prepare() {
        var mounts = new ArrayList<VolumeMount>();
        if (!job.inputs().isEmpty()) {
            mounts.add(mount("aip-inputs", INPUTS, false));
        }
        if (job.program().hasCode()) {
            mounts.add(mount("aip-code", CODE, false));
        }
        if (needsCollecting()) {
            mounts.add(mount("aip-outputs", OUTPUTS, false));
        }
        return mounts;
    }

    /** What the sidecar reads. */
    List<VolumeMount> collect() {
        return List.of(mount("aip-outputs", OUTPUTS, false));
    }

    private static Volume emptyDirectory(String name) {
        return new VolumeBuilder()
                .withName(name)
                .withNewEmptyDir()
                .endEmptyDir()
                .build();
    }

    private static VolumeMount mount(String volume, String path, boolean readOnly) {
        return new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly ? true : null)
                .build();
    }
}
