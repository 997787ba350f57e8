package io.kubesphere.ai.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test on a real Kubernetes, which a kubeconfig names; skipped, and reported so, where there is none. */
@Tag("real-kubernetes")
@ExtendWith(RealClusterCondition.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsRealCluster {
    /** Whether pods of the test must run, on a node that has our images. */
    boolean nodes() default false;
}
