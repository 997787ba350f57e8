package io.kubesphere.ai.training.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.kubesphere.ai.kernel.auth.RunTokens;
import io.kubesphere.ai.kernel.kapi.index.IndexShape;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.kernel.tenancy.Workspaces;
import io.kubesphere.ai.kernel.workload.AgentContainers;
import io.kubesphere.ai.testing.WorkloadForTests;
import io.kubesphere.ai.tracing.PodTracing;
import io.kubesphere.ai.tracing.PodTracing.TracedRun;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.crd.TrainingJob;
import io.kubesphere.ai.training.engine.RunPlan;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a job's pods get: {@link RunPlanner} with {@link JobEnvironment}, {@link JobFiles}, {@link JobMarks}, {@link JobNames}. */
class RunPlannerTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:05:00Z"), ZoneOffset.UTC);
    private static final String SCORER =
            "algorithm: {name: scorer, version: v1}," + " inputs: [{name: data, dataset: {name: cats, version: v1}}]";

    private final RunTokens tokens = new RunTokens("only-for-tests-only-for-tests-only", Duration.ofDays(1), CLOCK);
    private final RunPlanner planner = planner((run, taken) -> List.of());

    private RunPlanner planner(PodTracing tracing) {
        return new RunPlanner(
                new WorkloadForTests(),
                AgentContainers.of(new WorkloadForTests()),
                tokens,
                new JobMarks(workspaces()),
                new ObjectMapper(),
                tracing);
    }

    @Test
    void programFindsTheWorkloadContractInItsEnvironment() {
        var plan = plan("{" + SCORER + ", parameters: {rate: 0.5}}");

        assertThat(values(plan))
                .containsEntry("AIP_RUN", "scorer-1")
                .containsEntry("AIP_PARAMS", "/aip/run/params.json")
                .containsEntry("AIP_PARAM_EPOCHS", "10")
                .containsEntry("AIP_PARAM_RATE", "0.5")
                .containsEntry("AIP_INPUT_DATA", "/aip/inputs/data")
                .containsEntry("AIP_OUTPUT_MODEL", "/aip/outputs/model")
                .containsEntry("MLFLOW_TRACKING_URI", "http://platform:8080/mlflow")
                .containsEntry("MLFLOW_RUN_ID", Jobs.UID.replace("-", ""))
                .doesNotContainKeys("AIP_CHECKPOINT_DIR", "AIP_CODE_DIR", "AIP_RANK");
    }

    @Test
    void tokenIsNeverWrittenIntoThePlan() {
        var job = job("{" + SCORER + ", parameters: {rate: 0.5}}");
        var resolved = Jobs.resolved(job);
        var token = decoded(secret(planner.supporting(job, resolved)), JobNames.TOKEN_KEY);

        assertThat(tokens.verify(token).uid()).isEqualTo(Jobs.UID);
        assertThat(planner.plan(job, resolved).toString()).doesNotContain(token);
    }

    @Test
    void sameJobAlwaysGivesTheSame() {
        var job = job("{" + SCORER + ", parameters: {rate: 0.5}, checkpoint: {}}");
        var resolved = Jobs.resolved(job);

        assertThat(planner.plan(job, resolved)).isEqualTo(planner.plan(job, resolved));
        assertThat(planner.supporting(job, resolved)).isEqualTo(planner.supporting(job, resolved));
    }

    @Test
    void dollarInAParameterIsNoReference() {
        var plan = plan("{container: {image: a}, parameters: {price: '$(HOME) $5'}}");

        assertThat(values(plan)).containsEntry("AIP_PARAM_PRICE", "$$(HOME) $$5");
    }

    @Test
    void variablesOfTheUserComeLastAndMayComeFromASecret() {
        var plan = plan("{container: {image: a}, env: [{name: EMPTY}, {name: WHERE, value: '$(AIP_RUN)'},"
                + " {name: KEY, secret: {name: s, key: k}}]}");

        var last = plan.env().subList(plan.env().size() - 3, plan.env().size());
        assertThat(last).extracting(EnvVar::getName).containsExactly("EMPTY", "WHERE", "KEY");
        assertThat(last.get(1).getValue()).isEqualTo("$(AIP_RUN)");
        assertThat(last.get(2).getValueFrom().getSecretKeyRef().getName()).isEqualTo("s");
    }

    @Test
    void tracingIsToldWhoseRunItIsAndWhatIsSetAndComesFirst() {
        var asked = new ArrayList<TracedRun>();
        var job = job("{container: {image: a}, env: [{name: OTEL_SERVICE_NAME, value: mine}]}");
        job.getMetadata().setAnnotations(Map.of(Labels.TRACE_PARENT, "00-a-b-01"));

        var plan = planner((run, taken) -> {
                    asked.add(run);
                    assertThat(taken).contains("OTEL_SERVICE_NAME", "AIP_RUN");
                    return List.of(new EnvVar("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector", null));
                })
                .plan(job, Jobs.resolved(job));

        assertThat(plan.env().get(0).getName()).isEqualTo("OTEL_EXPORTER_OTLP_ENDPOINT");
        assertThat(asked).singleElement().satisfies(run -> {
            assertThat(run.project()).isEqualTo("vision");
            assertThat(run.labels()).containsEntry(Labels.RUN, "scorer-1");
            assertThat(run.container()).isEqualTo("node");
            assertThat(run.parent()).contains("00-a-b-01");
        });
    }

    @Test
    void parametersAreAFileToo() throws JsonProcessingException {
        var job = job("{" + SCORER + ", parameters: {rate: 0.5}}");
        var text = decoded(secret(planner.supporting(job, Jobs.resolved(job))), JobNames.PARAMETERS_KEY);

        assertThat(new ObjectMapper().readTree(text))
                .isEqualTo(new ObjectMapper().readTree("{\"epochs\": 10, \"rate\": 0.5}"));
    }

    @Test
    void inputOnAVolumeIsMountedAndTheOthersBesideIt() {
        var job = job("{container: {image: a}, inputs: [{name: data, dataset: {name: scans, version: v1}},"
                + " {name: more, verify: Size, dataset: {name: scans, version: v2}},"
                + " {name: cats, dataset: {name: cats, version: v1}}]}");

        var plan = planner.plan(job, Jobs.resolved(job));

        assertThat(plan.volumes()).extracting(Volume::getName).contains("aip-inputs", "aip-volume-0");
        assertThat(plan.volumes())
                .filteredOn(volume -> volume.getPersistentVolumeClaim() != null)
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getPersistentVolumeClaim().getClaimName())
                                .isEqualTo("scans"));
        assertThat(plan.mounts())
                .filteredOn(mount -> mount.getMountPath().startsWith("/aip/inputs"))
                .extracting(
                        VolumeMount::getMountPath,
                        VolumeMount::getName,
                        VolumeMount::getSubPath,
                        VolumeMount::getReadOnly)
                .containsExactly(
                        tuple("/aip/inputs/data", "aip-volume-0", "2026", true),
                        tuple("/aip/inputs/more", "aip-volume-0", "2026", true),
                        tuple("/aip/inputs/cats", "aip-inputs", "cats", true));
        assertThat(plan.initContainers().get(0).getVolumeMounts())
                .filteredOn(mount -> mount.getMountPath().startsWith("/aip/inputs"))
                .extracting(VolumeMount::getMountPath, VolumeMount::getReadOnly)
                .containsExactly(
                        tuple("/aip/inputs/data", true),
                        tuple("/aip/inputs/more", true),
                        tuple("/aip/inputs/cats", null));
        assertThat(Jobs.resolved(job).inputs())
                .extracting(input -> input.mount().map(InputUse.Mount::verify).orElse(""))
                .containsExactly("Digest", "Size", "");
    }

    @Test
    void directoryOfTheNodeIsMountedByOurInitContainerAlone() {
        var settings = new WorkloadForTests() {
            @Override
            public Cache cache() {
                return new WorkloadForTests.NodeDirectory(Optional.of("/var/lib/ai"));
            }
        };
        var caching = new RunPlanner(
                settings,
                AgentContainers.of(settings),
                tokens,
                new JobMarks(workspaces()),
                new ObjectMapper(),
                (run, taken) -> List.of());
        var job = job("{" + SCORER + ", parameters: {rate: 0.5}}");

        var plan = caching.plan(job, Jobs.resolved(job));

        var volume =
                plan.volumes().stream().filter(one -> one.getHostPath() != null).toList();
        assertThat(volume)
                .singleElement()
                .satisfies(one -> assertThat(one.getHostPath().getPath()).isEqualTo("/var/lib/ai"));
        assertThat(plan.initContainers())
                .filteredOn(container -> container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getName().equals("aip-cache")))
                .extracting(Container::getName)
                .containsExactly(AgentContainers.PREPARE);
        assertThat(plan.mounts()).noneMatch(mount -> mount.getName().equals("aip-cache"));
        assertThat(plan.initContainers().get(0).getEnv()).contains(new EnvVar("AIP_CACHE_BYTES", "10737418240", null));
        var plain = job("{container: {image: a}}");
        assertThat(caching.plan(plain, Jobs.resolved(plain)).volumes()).noneMatch(one -> one.getHostPath() != null);
    }

    @Test
    void agentsRunOnlyWhereThereIsSomethingToDo() {
        assertThat(plan("{container: {image: a}}").initContainers()).isEmpty();
        assertThat(plan("{container: {image: a}}").terminationGraceSeconds()).isEmpty();

        var plan = plan("{" + SCORER + ", parameters: {rate: 0.5}}");

        assertThat(plan.initContainers())
                .extracting(Container::getName)
                .containsExactly(AgentContainers.PREPARE, AgentContainers.COLLECT);
        assertThat(plan.terminationGraceSeconds().orElseThrow()).isGreaterThan(3600);
    }

    @Test
    void checkpointIsAVolumeOfTheJobOrOneThatIsThere() {
        var own = job("{container: {image: a}, checkpoint: {size: 5Gi, storageClass: fast}}");
        var claims = planner.supporting(own, Jobs.resolved(own)).stream()
                .filter(PersistentVolumeClaim.class::isInstance)
                .map(PersistentVolumeClaim.class::cast)
                .toList();
        assertThat(claims).singleElement().satisfies(claim -> {
            assertThat(claim.getMetadata().getName()).isEqualTo("scorer-1-checkpoint");
            assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("5Gi"));
            assertThat(claim.getMetadata().getOwnerReferences().get(0).getUid()).isEqualTo(Jobs.UID);
        });

        var theirs = job("{container: {image: a}, checkpoint: {claim: shared}}");
        assertThat(planner.supporting(theirs, Jobs.resolved(theirs))).hasSize(1);
        assertThat(planner.plan(theirs, Jobs.resolved(theirs)).volumes())
                .anyMatch(volume -> volume.getPersistentVolumeClaim() != null
                        && volume.getPersistentVolumeClaim().getClaimName().equals("shared"));
    }

    @Test
    void memoryAndCardsAreLimitsAndTheModelChoosesTheNode() {
        var plan = plan("{container: {image: a}, workers: {resources: {cpu: 2, memory: 4Gi,"
                + " gpu: {count: 2, product: A100}}, nodeSelector: {zone: a}}}");

        assertThat(plan.resources().getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(plan.resources().getLimits())
                .containsEntry("memory", new Quantity("4Gi"))
                .containsEntry("nvidia.com/gpu", new Quantity("2"))
                .doesNotContainKey("cpu");
        assertThat(plan.placement().nodeSelector())
                .containsExactlyInAnyOrderEntriesOf(Map.of("zone", "a", "nvidia.com/gpu.product", "A100"));
    }

    @Test
    void labelsFindARunByWhatPeopleAskFor() {
        var plan = plan("{" + SCORER + ", parameters: {rate: 0.5}}");

        assertThat(plan.labels())
                .containsEntry(Labels.MODULE, "training")
                .containsEntry(Labels.RUN, "scorer-1")
                .containsEntry(Labels.RUN_UID, Jobs.UID)
                .containsEntry(Labels.APPLICATION, "scorer")
                .containsEntry(Labels.ALGORITHM_VERSION, "v1")
                .containsEntry(Labels.WORKSPACE, "research")
                .containsEntry(Labels.OWNER, "ada_example.org");
    }

    private RunPlan plan(String spec) {
        var job = job(spec);
        return planner.plan(job, Jobs.resolved(job));
    }

    private static TrainingJob job(String spec) {
        return Jobs.job("scorer-1", spec);
    }

    private static Map<String, String> values(RunPlan plan) {
        return plan.env().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    private static Secret secret(List<HasMetadata> objects) {
        return (Secret) objects.get(0);
    }

    private static String decoded(Secret secret, String key) {
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }

    private static Workspaces workspaces() {
        var index = IndexShape.of(Namespace.class).build();
        index.put(new NamespaceBuilder()
                .withNewMetadata()
                .withName("vision")
                .withUid("n1")
                .withResourceVersion("1")
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .addToLabels(Labels.WORKSPACE, "research")
                .endMetadata()
                .build());
        return new Workspaces(index);
    }
}
