package io.kubesphere.ai.standalone.runner;

import static io.kubesphere.ai.standalone.runner.Cluster.status;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Variables, arguments and volumes of containers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodConfigurationTest {

    private RunnerUnderTest runner;
    private Cluster cluster;

    @BeforeAll
    void start(@TempDir Path state) {
        runner = RunnerUnderTest.start(state);
        cluster = runner.cluster();
        cluster.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings}
                data: {colour: red, "dotted.name": dots, greeting: "hello $(WHO)"}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: keys}
                stringData: {token: s3cret, other: more}
                """);
    }

    @AfterAll
    void stop() {
        runner.close();
    }

    private String run(String name, String containerAndVolumes) {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  labels: {app: demo}
                  annotations: {note: "a b"}
                spec:
                  restartPolicy: Never
                %s
                """
                        .formatted(name, containerAndVolumes.indent(2)));
        cluster.awaitPhase(name, "Succeeded");
        return cluster.log(name);
    }

    @Test
    void variablesComeFromValuesFieldsResourcesConfigMapsAndSecrets() {
        var log = run(
                "variables",
                """
                containers:
                - name: main
                  image: any
                  resources: {limits: {cpu: 1500m, memory: 64Mi}}
                  command: [sh, -c, 'echo "$PLAIN|$NAME|$NOTE|$CPU|$MEMORY|$COLOUR|$TOKEN|$ADDRESS|$NODE"']
                  env:
                  - {name: PLAIN, value: "x y"}
                  - {name: NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                  - {name: NOTE, valueFrom: {fieldRef: {fieldPath: "metadata.annotations['note']"}}}
                  - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
                  - {name: MEMORY, valueFrom: {resourceFieldRef: {resource: limits.memory, divisor: 1Mi}}}
                  - {name: COLOUR, valueFrom: {configMapKeyRef: {name: settings, key: colour}}}
                  - {name: TOKEN, valueFrom: {secretKeyRef: {name: keys, key: token}}}
                  - {name: ADDRESS, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
                  - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                """);

        var address = cluster.pod("variables").orElseThrow().getStatus().getPodIP();
        assertThat(log).isEqualTo("x y|variables|a b|2|64|red|s3cret|" + address + "|standalone\n");
    }

    @Test
    void wholeConfigMapsAndSecretsBecomeVariablesEvenWithNamesThatShellsDoNotKnow() {
        var log = run(
                "wholesale",
                """
                containers:
                - name: main
                  image: any
                  command: [env]
                  envFrom:
                  - configMapRef: {name: settings}
                  - {prefix: KEY_, secretRef: {name: keys}}
                  - configMapRef: {name: absent, optional: true}
                """);

        assertThat(log.lines()).contains("colour=red", "dotted.name=dots", "KEY_token=s3cret", "KEY_other=more");
    }

    @Test
    void referencesToVariablesAreExpandedInCommandArgumentsAndLaterVariables() {
        var log = run(
                "expansion",
                """
                containers:
                - name: main
                  image: any
                  command: [echo, "$(WHO)", "$(UNKNOWN)", "$$(WHO)"]
                  args: ["$(TWICE)"]
                  env:
                  - {name: WHO, value: ada}
                  - {name: TWICE, value: "$(WHO) and $(WHO)"}
                """);

        assertThat(log).isEqualTo("ada $(UNKNOWN) $(WHO) ada and ada\n");
    }

    @Test
    void optionalReferenceToNothingIsLeftOut() {
        var log = run(
                "optional",
                """
                containers:
                - name: main
                  image: any
                  command: [sh, -c, 'echo "[${A-unset}][${B-unset}]"']
                  env:
                  - {name: A, valueFrom: {secretKeyRef: {name: absent, key: k, optional: true}}}
                  - {name: B, valueFrom: {configMapKeyRef: {name: settings, key: absent, optional: true}}}
                """);

        assertThat(log).isEqualTo("[unset][unset]\n");
    }

    @Test
    void containerWaitsForItsSecretAndSaysSo() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: waits}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "echo $A"]
                    env: [{name: A, valueFrom: {secretKeyRef: {name: late, key: k}}}]
                """);
        var pod = cluster.awaitPod("waits", found -> found.getStatus().getContainerStatuses().stream()
                .anyMatch(status -> status.getState().getWaiting() != null
                        && "CreateContainerConfigError"
                                .equals(status.getState().getWaiting().getReason())));
        assertThat(status(pod, "main").getState().getWaiting().getMessage()).isEqualTo("secret \"late\" not found");

        cluster.apply(
                """
                apiVersion: v1
                kind: Secret
                metadata: {name: late}
                stringData: {k: here}
                """);

        cluster.awaitPhase("waits", "Succeeded");
        assertThat(cluster.log("waits")).isEqualTo("here\n");
    }

    @Test
    void mountPathsAreFoundWhereverTheyStandInCommandArgumentsVariablesAndWorkingDirectory() {
        var log = run(
                "paths",
                """
                containers:
                - name: main
                  image: any
                  workingDir: /work/deep
                  command: [sh, -c, 'echo data > $TARGET/file && cat /work/deep/file --number && ls && pwd']
                  args: [sh, "--in=/work/deep/file"]
                  env: [{name: TARGET, value: /work/deep}]
                  volumeMounts: [{name: v, mountPath: /work}]
                volumes: [{name: v, emptyDir: {}}]
                """);

        assertThat(log.lines().toList())
                .hasSize(3)
                .satisfies(lines -> assertThat(lines.get(0)).endsWith("data"))
                .satisfies(lines -> assertThat(lines.get(1)).isEqualTo("file"))
                .satisfies(lines -> assertThat(lines.get(2)).endsWith("/volumes/v/deep"));
    }

    @Test
    void volumesAreMadeOfConfigMapsSecretsFieldsAndAllOfThemTogether() {
        var log = run(
                "projections",
                """
                containers:
                - name: main
                  image: any
                  resources: {requests: {memory: 32Mi}}
                  command:
                  - sh
                  - -c
                  - cat /c/colour /s/sub/token /d/name /d/memory /p/colour /p/labels; stat -L -c %a /s/sub/token
                  volumeMounts:
                  - {name: c, mountPath: /c}
                  - {name: s, mountPath: /s}
                  - {name: d, mountPath: /d}
                  - {name: p, mountPath: /p}
                volumes:
                - {name: c, configMap: {name: settings}}
                - {name: s, secret: {secretName: keys, items: [{key: token, path: sub/token, mode: 256}]}}
                - name: d
                  downwardAPI:
                    items:
                    - {path: name, fieldRef: {fieldPath: metadata.name}}
                    - path: memory
                      resourceFieldRef: {containerName: main, resource: requests.memory, divisor: 1Mi}
                - name: p
                  projected:
                    sources:
                    - configMap: {name: settings, items: [{key: colour, path: colour}]}
                    - downwardAPI: {items: [{path: labels, fieldRef: {fieldPath: metadata.labels}}]}
                """);

        assertThat(log).isEqualTo("reds3cretprojections32redapp=\"demo\"400\n");
    }

    @Test
    void subPathIsAPartOfAVolume() {
        var log = run(
                "parts",
                """
                initContainers:
                - name: fill
                  image: any
                  command: [sh, -c, "mkdir -p /all/part && echo inside > /all/part/file"]
                  volumeMounts: [{name: v, mountPath: /all}]
                containers:
                - name: main
                  image: any
                  command: [sh, -c, "cat /here/file /settings/one"]
                  volumeMounts:
                  - {name: v, mountPath: /here, subPath: part}
                  - {name: c, mountPath: /settings/one, subPath: colour}
                volumes:
                - {name: v, emptyDir: {}}
                - {name: c, configMap: {name: settings}}
                """);

        assertThat(log).isEqualTo("inside\nred");
    }

    @Test
    void podWaitsForAVolumeThatCannotBeMadeYet() {
        cluster.apply(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: unmounted}
                spec:
                  restartPolicy: Never
                  containers:
                  - name: main
                    image: any
                    command: [sh, -c, "cat /c/k"]
                    volumeMounts: [{name: c, mountPath: /c}]
                  volumes: [{name: c, configMap: {name: comes-late}}]
                """);
        assertThat(cluster.awaitEvent("unmounted", "FailedMount").getMessage())
                .isEqualTo("MountVolume.SetUp failed for volume \"c\" : configmap \"comes-late\" not found");
        var pod = cluster.pod("unmounted").orElseThrow();
        assertThat(status(pod, "main").getState().getWaiting().getReason()).isEqualTo("ContainerCreating");

        cluster.apply(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: comes-late}
                data: {k: v}
                """);

        cluster.awaitPhase("unmounted", "Succeeded");
        assertThat(cluster.log("unmounted")).isEqualTo("v");
    }
}
