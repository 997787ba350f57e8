package io.kubesphere.ai.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A test on a real Kubernetes, which a kubeconfig names; skipped, and reported so, where there is none. */
@Tag("real-kubernetes")
@EnabledIfEnvironmentVariable(
        named = NeedsRealCluster.KUBECONFIG,
        matches = ".+",
        disabledReason = "no cluster: e2e/api-server start prints the path of its kubeconfig")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsRealCluster {
    /** Environment variable with the kubeconfig's path. */
    String KUBECONFIG = "E2E_KUBECONFIG";
}
