package io.kubesphere.ai.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Sample algorithms for everybody and a dataset for project credit-risk, brought by users as users bring theirs. What is
 * there already stays as it is.
 */
final class DemoContent {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String KAPI = "/kapis/ai.kubesphere.io/v1alpha1/namespaces/";
    private static final String SAMPLES = "/standalone/samples/";
    private static final String PRESETS = KAPI + "ai-presets";
    private static final String DATASETS = KAPI + "credit-risk/datasets";
    private static final List<String> ALGORITHMS =
            List.of("logistic-regression", "gradient-boosting", "distributed-logistic-regression");

    private final DemoUser admin;

    DemoContent(DemoUser admin) {
        this.admin = admin;
    }

    void bring() {
        ALGORITHMS.forEach(this::algorithm);
        dataset("german-credit", List.of("german-credit.csv", "CREDIT.md"));
    }

    private void algorithm(String name) {
        if (admin.get(PRESETS + "/algorithms/" + name).isFound()) {
            return;
        }
        var archive = admin.post(
                        PRESETS + "/algorithmarchives",
                        "application/zip",
                        zip("Train.java", bytes(name + "/Train.java")))
                .expectSuccess();
        var text = new String(bytes(name + "/algorithm.yaml"), StandardCharsets.UTF_8)
                .replace("${ARCHIVE}", archive.path("digest").asText());
        admin.post(PRESETS + "/algorithms", yaml(text)).expectSuccess();
    }

    private void dataset(String name, List<String> files) {
        if (!admin.get(DATASETS + "/" + name).isFound()) {
            var text = new String(bytes(name + "/dataset.yaml"), StandardCharsets.UTF_8);
            admin.post(DATASETS, yaml(text)).expectSuccess();
        }
        if (admin.get(DATASETS + "/" + name + "/versions/v1").isFound()) {
            return;
        }
        var upload = DATASETS + "/" + name + "/uploads/"
                + admin.post(DATASETS + "/" + name + "/uploads", YAML.createObjectNode())
                        .expectSuccess()
                        .path("id")
                        .asText();
        for (var file : files) {
            admin.put(upload + "/files?path=" + file, bytes(name + "/" + file)).expectSuccess();
        }
        admin.post(upload + "/commit", YAML.createObjectNode().put("version", "v1"))
                .expectSuccess();
    }

    /** Always the same bytes, so that the digest is the same on every machine. */
    private static byte[] zip(String name, byte[] content) {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            var entry = new ZipEntry(name);
            entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] bytes(String sample) {
        try (var resource = DemoContent.class.getResourceAsStream(SAMPLES + sample)) {
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
