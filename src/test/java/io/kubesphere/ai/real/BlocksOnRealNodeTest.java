package io.kubesphere.ai.real;

import static io.kubesphere.ai.training.Kapi.ALGORITHMS;
import static io.kubesphere.ai.training.Kapi.eventually;
import static io.kubesphere.ai.training.Kapi.job;
import static io.kubesphere.ai.training.Kapi.post;
import static io.kubesphere.ai.training.Kapi.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.testing.NeedsRealCluster;
import io.kubesphere.ai.testing.PostgresForTests;
import io.kubesphere.ai.testing.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Causes made on purpose, and that each is the one that the user is told: the second table of the guide. */
@QuarkusTest
@WithTestResource(PostgresForTests.class)
@WithTestResource(InstalledChart.class)
@NeedsRealCluster(nodes = true)
class BlocksOnRealNodeTest {
    private static final String NODE = "node-1";

    /** Where pods reach the service, which serves no code. */
    @ConfigProperty(name = "aip.workload.service-url")
    String service;

    KubernetesClient admin;
    private final GuideTable table = GuideTable.BLOCKS;

    @BeforeEach
    void awaitRecords() {
        Service.awaitMigration();
    }

    /**
     * A cause.
     *
     * @param given objects that are there meanwhile, as YAML; empty when there are none
     * @param spec of the job
     * @param words that the sentence must have
     */
    record Block(String name, String given, String spec, String reason, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Block> blocks() {
        return Stream.of(
                new Block(
                        "an image whose registry does not answer",
                        "",
                        with("\"container\":{\"image\":\"localhost/absent:1\"}"),
                        "RegistryUnreachable",
                        "localhost/absent:1"),
                new Block(
                        "more CPU than a node has",
                        "",
                        sized("\"cpu\":\"64\",\"memory\":\"16Mi\""),
                        "CpuUnavailable",
                        "cpu"),
                new Block(
                        "a GPU, and no node has one",
                        "",
                        sized("\"gpu\":{\"count\":1}"),
                        "AcceleratorUnavailable",
                        "nvidia.com/gpu"),
                new Block(
                        "a node label that no node has",
                        "",
                        "{" + RealJobs.patient() + ",\"workers\":{\"nodeSelector\":{\"disk\":\"tape\"}}}",
                        "NodeSelectorUnmatched",
                        "labels"),
                new Block(
                        "a checkpoint volume that nobody makes",
                        "",
                        patient("\"checkpoint\":{\"size\":\"1Mi\"}"),
                        "ClaimPending",
                        "no volume"),
                new Block(
                        "a claim that does not exist",
                        "",
                        patient("\"checkpoint\":{\"claim\":\"absent\"}"),
                        "ClaimMissing",
                        "absent"),
                new Block(
                        "a priority class that does not exist",
                        "",
                        patient("\"priority\":\"absent\""),
                        "PriorityClassMissing",
                        "absent"),
                new Block(
                        "a service account that does not exist",
                        "",
                        patient("\"serviceAccount\":\"absent\""),
                        "ServiceAccountMissing",
                        "absent"),
                new Block("a queue that does not exist", "", patient("\"queue\":\"absent\""), "QueueMissing", "absent"),
                new Block("a project quota without room", QUOTA, patient(), "ProjectQuotaExceeded", "tight"),
                new Block(
                        "more than a LimitRange allows",
                        LIMITS,
                        sized("\"cpu\":\"20m\",\"memory\":\"900Mi\""),
                        "LimitRangeExceeded",
                        "memory"),
                new Block(
                        "a policy of the cluster that refuses the workers",
                        POLICY,
                        patient(),
                        "PolicyRefused",
                        "no-workers"),
                new Block(
                        "a command that the image does not have",
                        "",
                        with("\"container\":{\"image\":\"" + Images.PYTHON + "\",\"command\":[\"absent\"]}"),
                        "ProgramNotStarted",
                        "worker 0"),
                new Block(
                        "a program that fails", "", with(RealJobs.python("raise SystemExit(3)")), "ProgramFailed", "3"),
                new Block(
                        "a program that takes more memory than it may",
                        "",
                        with(RealJobs.python("x = bytearray(400_000_000); print(len(x))")),
                        "OutOfMemory",
                        "memory"),
                new Block(
                        "a deadline that is over",
                        "",
                        patient("\"deadlineSeconds\":8"),
                        "DeadlineExceeded",
                        "deadline"));
    }

    private static final String QUOTA =
            """
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: tight, namespace: vision}
            spec: {hard: {pods: "0"}}
            """;
    private static final String LIMITS =
            """
            apiVersion: v1
            kind: LimitRange
            metadata: {name: small, namespace: vision}
            spec: {limits: [{type: Container, max: {memory: 600Mi}, default: {memory: 600Mi}}]}
            """;
    private static final String POLICY =
            """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicy
            metadata: {name: no-workers}
            spec:
              failurePolicy: Fail
              matchConstraints:
                namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: vision}}
                resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]
              validations: [{expression: "false", message: no workers today}]
            ---
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingAdmissionPolicyBinding
            metadata: {name: no-workers}
            spec: {policyName: no-workers, validationActions: [Deny]}
            """;

    @ParameterizedTest
    @MethodSource("blocks")
    void userIsToldTheTrueCause(Block block) {
        var given = objects(block.given());
        given.forEach(object ->
                admin.resource(object).fieldManager("tests").forceConflicts().serverSideApply());
        try {
            awaitEffect(block.given());
            expect(RealJobs.name("block"), block);
        } finally {
            given.forEach(object -> admin.resource(object).delete());
        }
    }

    /** The API server takes a moment to heed a policy or a quota. */
    private void awaitEffect(String given) {
        if (given.equals(POLICY) || given.equals(QUOTA)) {
            eventually(() -> assertThatThrownBy(
                            () -> admin.resource(probe()).dryRun().create())
                    .hasMessageContaining("forbidden"));
        }
    }

    private static Pod probe() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("vision")
                .withName("probe")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("main")
                .withImage(Images.PYTHON)
                .endContainer()
                .endSpec()
                .build();
    }

    @Test
    void taintedNodeIsTold() {
        var taint = new TaintBuilder()
                .withKey("team")
                .withValue("other")
                .withEffect("NoSchedule")
                .build();
        admin.nodes()
                .withName(NODE)
                .edit(node ->
                        node.edit().editSpec().addToTaints(taint).endSpec().build());
        try {
            expect(
                    RealJobs.name("block"),
                    new Block("a node that is tainted for others", "", patient(), "NodeTainted", "taints"));
        } finally {
            admin.nodes().withName(NODE).edit(node -> node.edit()
                    .editSpec()
                    .removeFromTaints(taint)
                    .endSpec()
                    .build());
        }
    }

    @Test
    void codeThatCannotBeFetchedIsTold() {
        var algorithm = RealJobs.name("block");
        post(
                        ALGORITHMS,
                        job(
                                algorithm,
                                """
                {"versions": [{"name": "v1", "source": {"image": "%s", "git": {"url": "%s/code.git",
                 "commit": "0123456789012345678901234567890123456789"}}, "command": ["python3"]}]}
                """
                                        .formatted(Images.PYTHON, service)))
                .then()
                .statusCode(201);
        expect(
                RealJobs.name("block"),
                new Block(
                        "code that cannot be fetched",
                        "",
                        running(algorithm, "{}"),
                        "PreparationFailed",
                        "aip-prepare"));
    }

    private void expect(String name, Block block) {
        RealJobs.submitted(name, block.spec());
        try {
            var told = RealJobs.await(name, block.reason());
            String message = told.getString("status.message");
            assertThat(message).containsIgnoringCase(block.words());
            table.row(block.name(), RealJobs.told(told), told.getString("status.nextStep"));
        } finally {
            RealJobs.delete(name);
        }
    }

    private List<HasMetadata> objects(String yaml) {
        return yaml.isEmpty()
                ? List.of()
                : Stream.of(yaml.split("---\n"))
                        .map(each -> admin.resource(each).item())
                        .toList();
    }

    private static String patient(String... further) {
        return RealJobs.spec(RealJobs.patient(), 1, further);
    }

    private static String with(String container) {
        return RealJobs.spec(container, 1);
    }

    private static String sized(String resources) {
        return "{" + RealJobs.patient() + ",\"workers\":{\"resources\":{" + resources + "}}}";
    }
}
