package io.kubesphere.ai.training.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.testing.GoldenCase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Plans that differ from an ordinary one in what a test cares about. */
public final class Plans {
    private static final Path ORDINARY =
            Path.of("src/test/resources/io/kubesphere/ai/training/engine/ordinary-plan.yaml");

    private Plans() {}

    public static RunPlan ordinary() {
        return with(GoldenCase.YAML.createObjectNode());
    }

    /** {@code changes} as YAML, merged into the ordinary plan. */
    public static RunPlan with(String changes) {
        try {
            return with(GoldenCase.YAML.readTree(changes));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static RunPlan with(JsonNode changes) {
        try {
            var plan = (ObjectNode) GoldenCase.YAML.readTree(ORDINARY.toFile());
            return GoldenCase.convert(GoldenCase.YAML.readerForUpdating(plan).readValue(changes), RunPlan.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
