package io.kubesphere.ai.real;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.kubesphere.ai.testing.RealClusterCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The control plane under test and what it wrote down about its callers. */
final class RealCluster {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RealCluster() {}

    static Path kubeconfig() {
        return RealClusterCondition.kubeconfig().orElseThrow();
    }

    static KubernetesClient admin() {
        var config = Config.fromKubeconfig(kubeconfig().toFile());
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException garbled) {
            throw new UncheckedIOException(garbled);
        }
    }

    /** One request that was answered; {@code resource} is written as in a role: {@code group/plural/subresource}. */
    record Call(String verb, String resource, int code) {
        private static Call of(JsonNode line) {
            var object = line.path("objectRef");
            var sub = object.path("subresource").asText();
            return new Call(
                    line.path("verb").asText(),
                    object.path("apiGroup").asText() + "/"
                            + object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                    line.at("/responseStatus/code").asInt());
        }
    }

    /** Where the audit log ends now, so that what follows can be told from what was before. */
    static long auditEnd() {
        try {
            return Files.size(audit());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What this user has called since. */
    static List<Call> calls(String user, long since) {
        var calls = new ArrayList<Call>();
        try (var lines = Files.newBufferedReader(audit())) {
            lines.skip(since);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isWhole(line) && line.contains("\"" + user + "\"")) {
                    calls.add(Call.of(JSON.readTree(line)));
                }
            }
            return calls;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Runs the script that started the cluster. */
    static void script(String... arguments) {
        var hasNodes = RealClusterCondition.address().isPresent();
        var command = new ArrayList<>(List.of(hasNodes ? "e2e/cluster" : "e2e/api-server"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("E2E_STATE", kubeconfig().getParent().toString());
        try {
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The first may have been begun before, and the last is perhaps still being written. */
    private static boolean isWhole(String line) {
        return line.startsWith("{") && line.endsWith("}");
    }

    private static Path audit() {
        return kubeconfig().resolveSibling("log").resolve("audit.log");
    }
}
