package io.kubesphere.ai.training.control;

import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.training.InputUse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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

    /** Whether the init container fetches inputs; those on volumes it only looks at. */
    boolean fetchesInputs() {
        return job.inputs().stream().anyMatch(input -> input.mount().isEmpty());
    }

    private Stream<InputUse> mounted() {
        return job.inputs().stream().filter(input -> input.mount().isPresent());
    }

    /** Claims that inputs lie on, each once. */
    private List<String> claims() {
        return mounted()
                .flatMap(input -> input.mount().stream())
                .map(InputUse.Mount::claim)
                .distinct()
                .toList();
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
        if (fetchesInputs()) {
            volumes.add(emptyDirectory("aip-inputs"));
        }
        claims().forEach(claim -> volumes.add(claimed(volumeOf(claim), claim)));
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
            volumes.add(claimed("aip-checkpoint", names.checkpointClaim()));
        }
        return volumes;
    }

    /** What the user's program sees. */
    List<VolumeMount> program() {
        var mounts = new ArrayList<VolumeMount>();
        mounts.add(mount("aip-run", RUN, true));
        mounts.addAll(inputs(true));
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
        mounts.addAll(inputs(false));
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

    /**
     * All fetched inputs at once, unless some lie on volumes: no mount can be made inside of one that is read-only, so each
     * has one of its own then.
     */
    private List<VolumeMount> inputs(boolean readOnly) {
        if (mounted().findAny().isEmpty()) {
            return fetchesInputs() ? List.of(mount("aip-inputs", INPUTS, readOnly)) : List.of();
        }
        return job.inputs().stream()
                .map(input -> input.mount()
                        .map(place -> part(volumeOf(place.claim()), input, place.path(), true))
                        .orElseGet(() -> part("aip-inputs", input, input.name(), readOnly)))
                .toList();
    }

    private static VolumeMount part(String volume, InputUse input, String path, boolean readOnly) {
        return new VolumeMountBuilder(mount(volume, INPUTS + "/" + input.name(), readOnly))
                .withSubPath(path.isEmpty() ? null : path)
                .build();
    }

    private String volumeOf(String claim) {
        return "aip-volume-" + claims().indexOf(claim);
    }

    private static Volume claimed(String name, String claim) {
        return new VolumeBuilder()
                .withName(name)
                .withNewPersistentVolumeClaim()
                .withClaimName(claim)
                .endPersistentVolumeClaim()
                .build();
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
