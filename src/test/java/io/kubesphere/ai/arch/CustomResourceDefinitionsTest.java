package io.kubesphere.ai.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.CustomResource;
import io.kubesphere.ai.algorithm.crd.Algorithm;
import io.kubesphere.ai.dataset.crd.Dataset;
import io.kubesphere.ai.training.crd.TrainingJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The YAML under ks-apiservice/crds is the classes' own; {@code -Dcrds=write} writes it anew. */
class CustomResourceDefinitionsTest {
    private static final Path DIRECTORY = Path.of("ks-apiservice/crds");
    private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(Algorithm.class, Dataset.class, TrainingJob.class);

    @TempDir
    private Path work;

    @Test
    void committedDefinitionsAreThoseOfTheClasses() throws IOException {
        var generated = CustomResourceDefinitions.generate(KINDS, work);
        if (System.getProperty("crds", "").equals("write")) {
            write(generated);
        }

        assertThat(committed()).isEqualTo(generated);
    }

    private static Map<String, String> committed() throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.list(DIRECTORY)) {
            for (var file : files.toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static void write(Map<String, String> generated) throws IOException {
        Files.createDirectories(DIRECTORY);
        generated.forEach((name, text) -> {
            try {
                Files.writeString(DIRECTORY.resolve(name), text);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }
}
