package io.kubesphere.ai.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Which real cluster there is: the one that {@code E2E_KUBECONFIG} names, else the one that {@code e2e/cluster up} or {@code
 * e2e/api-server start} has started on this machine.
 */
public final class RealClusterCondition implements ExecutionCondition {
    private static final String KUBECONFIG = "E2E_KUBECONFIG";

    /** What a cluster of another making must say: the address at which its pods reach this machine. */
    private static final String ADDRESS = "E2E_ADDRESS";

    /** Where {@code e2e/cluster} puts this machine in the network of its pods. */
    private static final String OWN_ADDRESS = "10.69.0.1";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (kubeconfig().isEmpty()) {
            return ConditionEvaluationResult.disabled(
                    "no cluster: start one by e2e/cluster up or e2e/api-server start, or name one by " + KUBECONFIG);
        }
        var nodes = AnnotationSupport.findAnnotation(context.getTestClass(), NeedsRealCluster.class)
                .map(NeedsRealCluster::nodes)
                .orElse(false);
        return nodes && address().isEmpty()
                ? ConditionEvaluationResult.disabled("no nodes: start a cluster by e2e/cluster up, or say by " + ADDRESS
                        + " how pods reach this machine")
                : ConditionEvaluationResult.enabled("there is a cluster");
    }

    /** The file of the cluster's admin. */
    public static Optional<Path> kubeconfig() {
        return Optional.ofNullable(System.getenv(KUBECONFIG))
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .or(() -> Optional.of(usual()).filter(Files::exists));
    }

    /** The address at which pods reach this machine; empty where no pods run. */
    public static Optional<String> address() {
        return Optional.ofNullable(System.getenv(ADDRESS))
                .filter(text -> !text.isEmpty())
                .or(() -> kubeconfig()
                        .filter(path -> Files.exists(path.resolveSibling("space")))
                        .map(path -> OWN_ADDRESS));
    }

    private static Path usual() {
        try {
            var user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            return Path.of(System.getProperty("java.io.tmpdir"), "ai-platform-kubernetes-" + user, "kubeconfig");
        } catch (UnsupportedOperationException | IllegalArgumentException notLinux) {
            return Path.of("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
