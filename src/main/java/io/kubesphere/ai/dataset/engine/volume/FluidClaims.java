package io.kubesphere.ai.dataset.engine.volume;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.Map;
import java.util.Objects;

/** Claims that Fluid makes for its Datasets, of the same name, and labels as its own. */
public final class FluidClaims {
    public static final String NAME = "Fluid";

    private static final String LABEL = "fluid.io/";

    private FluidClaims() {}

    public static boolean isOne(PersistentVolumeClaim claim) {
        return Objects.requireNonNullElse(claim.getMetadata().getLabels(), Map.<String, String>of()).keySet().stream()
                .anyMatch(label -> label.startsWith(LABEL));
    }
}
