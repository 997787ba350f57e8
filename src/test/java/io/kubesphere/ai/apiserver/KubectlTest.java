package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubesphere.ai.standalone.apiserver.ApiServerOptions;
import io.kubesphere.ai.standalone.apiserver.StandInApiServer;
import io.kubesphere.ai.testing.BesideOthers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in serves the real kubectl; skipped where there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class KubectlTest {

    private static final String WIDGET =
            """
            apiVersion: behaviour.example.com/v1
            kind: Widget
            metadata: {name: %s}
            spec: {colour: %s, parts: [{name: p, size: 5}]}
            """;
    private static final String POD =
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: %s, labels: {app: demo}}
            spec: {containers: [{name: main, image: '%s', env: [{name: A, value: '1'}]}]}
            """;

    private Path home;
    private StandInApiServer server;
    private Kubectl kubectl;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        home = directory;
        server = StandInApiServer.start(ApiServerOptions.inMemory(Clock.systemUTC())
                .withLogs(
                        request -> Optional.of(new ByteArrayInputStream("a line\n".getBytes(StandardCharsets.UTF_8)))));
        kubectl = new Kubectl(home, server.kubeconfig());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void kubectlIsHere() {
        assumeTrue(Kubectl.isInstalled(), "no kubectl on this machine");
        kubectl.ok(ApiServerBehaviour.resource("widgets.yaml"), "apply", "-f", "-");
        kubectl.ok("", "wait", "--for=condition=Established", "crd/widgets.behaviour.example.com", "--timeout=20s");
    }

    @Test
    void applyCreatesThenConfiguresThenLeavesUnchanged() {
        assertThat(kubectl.ok(WIDGET.formatted("w1", "red"), "apply", "-f", "-"))
                .contains("w1 created");
        assertThat(kubectl.ok(WIDGET.formatted("w1", "blue"), "apply", "-f", "-"))
                .contains("w1 configured");
        assertThat(kubectl.ok(WIDGET.formatted("w1", "blue"), "apply", "-f", "-"))
                .contains("w1 unchanged");
    }

    @Test
    void applyOfABuiltInKindMergesStrategically() {
        kubectl.ok(POD.formatted("p1", "busybox:1"), "apply", "-f", "-");

        assertThat(kubectl.ok(POD.formatted("p1", "busybox:2"), "apply", "-f", "-"))
                .contains("p1 configured");

        assertThat(kubectl.ok("", "get", "pod", "p1", "-o", "jsonpath={.spec.containers[0].image}"))
                .isEqualTo("busybox:2");
    }

    @Test
    void serverSideApplyReportsConflicts() {
        kubectl.ok(WIDGET.formatted("w2", "red"), "apply", "--server-side", "--field-manager=one", "-f", "-");

        var refused = kubectl.fails(
                WIDGET.formatted("w2", "blue"), "apply", "--server-side", "--field-manager=two", "-f", "-");

        assertThat(refused).contains("conflict with \"one\"").contains(".spec.colour");
        kubectl.ok(
                WIDGET.formatted("w2", "blue"),
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=two",
                "-f",
                "-");
    }

    @Test
    void applyOfAWrongValueShowsTheField() {
        assertThat(kubectl.fails(WIDGET.formatted("w3", "pink"), "apply", "-f", "-"))
                .contains("spec.colour: Unsupported value: \"pink\"");
    }

    @Test
    void applyOfAnUnknownFieldIsRefusedStrictly() {
        var typo = WIDGET.formatted("w4", "red").replace("parts:", "partz:");

        assertThat(kubectl.fails(typo, "apply", "-f", "-")).contains("unknown field \"spec.partz\"");
    }

    @Test
    void getPrintsTheColumns() {
        kubectl.ok(WIDGET.formatted("w5", "green"), "apply", "-f", "-");

        assertThat(kubectl.ok("", "get", "wdg", "w5"))
                .contains("NAME", "COLOUR", "READY", "AGE")
                .contains("green");
        assertThat(kubectl.ok("", "get", "wdg", "w5", "-o", "yaml"))
                .contains("colour: green")
                .contains("size: 5");
        assertThat(kubectl.ok("", "get", "wdg", "-A", "-o", "name")).contains("widget.behaviour.example.com/w5");
    }

    @Test
    void describeShowsAPodAndACustomObject() {
        kubectl.ok(POD.formatted("p2", "busybox:1"), "apply", "-f", "-");
        kubectl.ok(WIDGET.formatted("w6", "red"), "apply", "-f", "-");

        assertThat(kubectl.ok("", "describe", "pod", "p2"))
                .contains("busybox:1")
                .contains("Pending");
        assertThat(kubectl.ok("", "describe", "wdg", "w6")).contains("Colour:").contains("red");
    }

    @Test
    void logsPrintWhatTheSourceHas() {
        kubectl.ok(POD.formatted("p3", "busybox:1"), "apply", "-f", "-");

        assertThat(kubectl.ok("", "logs", "p3")).isEqualTo("a line\n");
        assertThat(kubectl.ok("", "logs", "-f", "p3", "-c", "main")).isEqualTo("a line\n");
    }

    @Test
    void waitSeesAConditionAndADeletion() {
        kubectl.ok(WIDGET.formatted("w7", "red"), "apply", "-f", "-");
        kubectl.ok(
                "",
                "patch",
                "wdg",
                "w7",
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");

        assertThat(kubectl.ok("", "wait", "--for=condition=Ready", "wdg/w7", "--timeout=20s"))
                .contains("condition met");
        assertThat(kubectl.ok("", "wait", "--for=jsonpath={.spec.colour}=red", "wdg/w7", "--timeout=20s"))
                .contains("condition met");
        kubectl.ok("", "delete", "wdg", "w7", "--wait=false");
        kubectl.ok("", "wait", "--for=delete", "wdg/w7", "--timeout=20s");
    }

    @Test
    void deleteWaitsUntilTheObjectIsGone() {
        kubectl.ok(WIDGET.formatted("w8", "red"), "apply", "-f", "-");

        assertThat(kubectl.ok("", "delete", "wdg", "w8", "--cascade=foreground"))
                .contains("\"w8\" deleted");
        assertThat(kubectl.fails("", "get", "wdg", "w8")).contains("(NotFound)");
    }

    @Test
    void imperativeCommandsWork() {
        kubectl.ok("", "create", "namespace", "made");
        kubectl.ok("", "create", "configmap", "-n", "made", "c", "--from-literal=a=b");
        kubectl.ok("", "create", "secret", "generic", "-n", "made", "s", "--from-literal=a=b");
        assertThat(kubectl.ok("", "get", "secret", "-n", "made", "s", "-o", "jsonpath={.data.a}"))
                .isEqualTo("Yg==");
        assertThat(kubectl.ok("", "auth", "can-i", "create", "pods")).contains("yes");
        kubectl.ok("", "delete", "namespace", "made", "--timeout=30s");
        assertThat(kubectl.fails("", "get", "namespace", "made")).contains("NotFound");
    }

    @Test
    void labelScaleAndPatchChangeTheObject() {
        kubectl.ok(WIDGET.formatted("w9", "red"), "apply", "-f", "-");

        kubectl.ok("", "label", "wdg", "w9", "tier=front");
        kubectl.ok("", "scale", "wdg", "w9", "--replicas=3");
        kubectl.ok(
                "",
                "patch",
                "wdg",
                "w9",
                "--type=json",
                "-p",
                "[{\"op\":\"replace\",\"path\":\"/spec/colour\",\"value\":\"blue\"}]");

        assertThat(kubectl.ok("", "get", "wdg", "-l", "tier=front", "-o", "jsonpath={.items[0].spec}"))
                .contains("\"replicas\":3")
                .contains("\"colour\":\"blue\"");
    }

    @Test
    void watchPrintsChanges() {
        kubectl.ok(WIDGET.formatted("w10", "red"), "apply", "-f", "-");

        var output = kubectl.ok("", "get", "wdg", "w10", "-w", "--request-timeout=3s");

        assertThat(output).contains("w10").contains("red");
    }

    @Test
    void explainShowsFieldsOfCustomAndBuiltInKinds() {
        assertThat(kubectl.ok("", "explain", "widget.spec.colour")).contains("The colour the widget is painted in");
        assertThat(kubectl.ok("", "explain", "job.spec")).contains("backoffLimit");
    }

    @Test
    void diffShowsNothingForWhatIsThere() throws IOException {
        kubectl.ok(WIDGET.formatted("w11", "red"), "apply", "-f", "-");
        var file = Files.writeString(home.resolve("w11.yaml"), WIDGET.formatted("w11", "red"));

        assertThat(kubectl.ok("", "diff", "-f", file.toString())).isEmpty();
    }

    @Test
    void apiResourcesListTheCustomKind() {
        assertThat(kubectl.ok("", "api-resources", "--api-group=behaviour.example.com"))
                .contains("widgets", "wdg", "Widget");
    }
}
