package io.kubesphere.ai.kernel.workload;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The containers of ours in users' pods: one fetches code and inputs before the program, one stores outputs after it. */
@ApplicationScoped
public class AgentContainers {
    public static final String PREPARE = "aip-prepare";
    public static final String COLLECT = "aip-collect";
    public static final String SNAPSHOT = "aip-snapshot";

    /** For whom a token must be made that our containers show us. */
    public static final String AUDIENCE = "ai.kubesphere.io";

    private static final String TOKEN_VOLUME = "aip-token";
    private static final String TOKEN_DIRECTORY = "/var/run/secrets/ai.kubesphere.io";
    private static final String TOKEN_FILE = "token";
    private static final long TOKEN_SECONDS = 3600;

    private static final String CACHE_VOLUME = "aip-cache";
    private static final String CACHE_DIRECTORY = "/var/cache/ai.kubesphere.io";

    private static final String MAIN = "io.kubesphere.ai.kernel.workload.agent.AgentMain";

    /** Where the image keeps the service's classes (Quarkus' fast-jar layout). */
    private static final String CLASSES = "/app/app/*:/app/lib/main/*";

    private static final String INDEX = "metadata.annotations['batch.kubernetes.io/job-completion-index']";

    /** Where a snapshot finds its volume. */
    private static final String VOLUME = "/aip/volume";

    /** The image's own user, by number, so that a cluster can see that it is not root. */
    private static final long USER = 10001;

    /** Where the agent finds the directories inputs, outputs and code. */
    private static final String WORKSPACE = "/aip";

    private static final int START_SECONDS = 120;

    /** The kubelet's default, said aloud for whoever runs containers and has no such file. */
    private static final String LAST_WORDS_FILE = "/dev/termination-log";

    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final WorkloadConfig config;

    AgentContainers(WorkloadConfig config) {
        this.config = config;
    }

    /** The same without CDI. */
    public static AgentContainers of(WorkloadConfig config) {
        return new AgentContainers(config);
    }

    /** The init container. */
    public Container prepare(List<EnvVar> credentials, List<VolumeMount> mounts) {
        var env = new ArrayList<>(env());
        env.addAll(credentials);
        return container(PREPARE, "prepare", env, mounts).build();
    }

    /** The directory of the node that keeps inputs, where there is one; no container but {@link #caching} ones mounts it. */
    public Optional<Volume> cache() {
        return config.cache().directory().map(directory -> new VolumeBuilder()
                .withName(CACHE_VOLUME)
                .withNewHostPath(directory, "DirectoryOrCreate")
                .build());
    }

    /** The init container with the node's directory, where there is one. */
    public Container caching(Container prepare) {
        if (config.cache().directory().isEmpty()) {
            return prepare;
        }
        var bytes = Quantity.getAmountInBytes(new Quantity(config.cache().size()));
        return new ContainerBuilder(prepare)
                .addToEnv(
                        new EnvVar("AIP_CACHE", CACHE_DIRECTORY, null),
                        new EnvVar("AIP_CACHE_BYTES", bytes.toBigInteger().toString(), null))
                .addToVolumeMounts(new VolumeMountBuilder()
                        .withName(CACHE_VOLUME)
                        .withMountPath(CACHE_DIRECTORY)
                        .build())
                .build();
    }

    /** The sidecar: a restartable init container (KEP-753), so that it outlives the program but not the pod. */
    public Container collect(List<VolumeMount> mounts) {
        var env = new ArrayList<>(env());
        var deadline = Long.toString(config.uploadPatience().toSeconds());
        env.add(new EnvVar("AIP_UPLOAD_DEADLINE_SECONDS", deadline, null));
        return container(COLLECT, "collect", env, mounts)
                .withRestartPolicy("Always")
                .withStartupProbe(whenListening())
                .build();
    }

    /**
     * The one container of a pod that reads a volume; it may run where Pod Security's level is restricted.
     *
     * @param volume name of the pod's volume that is read
     */
    public Container snapshot(String volume) {
        var env = new ArrayList<>(common());
        env.add(new EnvVar("AIP_VOLUME", VOLUME, null));
        var mount = new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(VOLUME)
                .withReadOnly(true)
                .build();
        return container(SNAPSHOT, "snapshot", env, List.of(mount))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withAllowPrivilegeEscalation(false)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .build();
    }

    /**
     * The kubelet starts the program only then. A program that ends at once would else have its sidecar terminated while
     * that is still starting, and its outputs lost.
     */
    private static Probe whenListening() {
        return new ProbeBuilder()
                .withNewExec()
                .withCommand("test", "-f", WORKSPACE + "/outputs/.aip-collecting")
                .endExec()
                .withPeriodSeconds(1)
                .withTimeoutSeconds(5)
                .withFailureThreshold(START_SECONDS)
                .build();
    }

    /**
     * Holds the token by which our containers prove to us whose pod they are in; the kubelet renews it. The user's program
     * does not get to see it.
     */
    public static Volume token() {
        return new VolumeBuilder()
                .withName(TOKEN_VOLUME)
                .withNewProjected()
                .addNewSource()
                .withNewServiceAccountToken(AUDIENCE, TOKEN_SECONDS, TOKEN_FILE)
                .endSource()
                .endProjected()
                .build();
    }

    /** Seconds that a pod gets to end: as long as an upload may take, and a little for its last words. */
    public long terminationGraceSeconds() {
        return config.uploadPatience().plus(LAST_WORDS).toSeconds();
    }

    private ContainerBuilder container(String name, String command, List<EnvVar> env, List<VolumeMount> mounts) {
        var memory = new Quantity(config.agentMemory());
        var resources = new ResourceRequirementsBuilder()
                .withRequests(Map.of("cpu", new Quantity(config.agentCpu()), "memory", memory))
                .withLimits(Map.of("memory", memory))
                .build();
        var token = new VolumeMountBuilder()
                .withName(TOKEN_VOLUME)
                .withMountPath(TOKEN_DIRECTORY)
                .withReadOnly(true)
                .build();
        return new ContainerBuilder()
                .withName(name)
                .withImage(config.image())
                .withCommand("java", "-XX:MaxRAMPercentage=60", "-XX:+UseSerialGC", "-cp", CLASSES, MAIN)
                .withArgs(command)
                .withEnv(env)
                .withVolumeMounts(mounts)
                .addToVolumeMounts(token)
                .withResources(resources);
    }

    private List<EnvVar> env() {
        var env = new ArrayList<>(common());
        env.add(rank());
        return env;
    }

    private static EnvVar rank() {
        return new EnvVarBuilder()
                .withName("AIP_RANK")
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(INDEX)
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private List<EnvVar> common() {
        return List.of(
                new EnvVar("AIP_SERVICE_URL", config.serviceUrl().toString(), null),
                new EnvVar("AIP_WORKSPACE", WORKSPACE, null),
                new EnvVar("AIP_TERMINATION_LOG", LAST_WORDS_FILE, null),
                // Without it a JVM cannot name files outside of ASCII.
                new EnvVar("LC_ALL", "C.UTF-8", null),
                new EnvVar("AIP_TOKEN_FILE", TOKEN_DIRECTORY + "/" + TOKEN_FILE, null));
    }
}
