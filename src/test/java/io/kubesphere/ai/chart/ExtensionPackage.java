package io.kubesphere.ai.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.Helm;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** The package as it is published, unpacked. */
public record ExtensionPackage(Path archive, Path directory) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String LOOKUP = "(lookup \"v1\" \"Secret\" $root.Release.Namespace $name).data";

    /** What KubeSphere sets when it installs the part for the host cluster. */
    public static final Map<String, Object> HOST = Map.of("tags.extension", true, "tags.agent", false);

    /** What it sets for a cluster that runs workloads. */
    public static final Map<String, Object> AGENT = Map.of("tags.extension", false, "tags.agent", true);

    public static ExtensionPackage build(Path output) throws IOException, InterruptedException {
        var process = new ProcessBuilder("extension/package", output.toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        var archive = Path.of(said);
        unpack(archive, output.resolve("unpacked"));
        return new ExtensionPackage(archive, output.resolve("unpacked/ai-platform"));
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var place = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(place);
                } else {
                    Files.createDirectories(place.getParent());
                    Files.copy(tar, place);
                }
            }
        }
    }

    JsonNode yaml(String file) {
        return documents(text(file)).get(0);
    }

    String text(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<JsonNode> documents(String text) {
        try {
            var all = new ArrayList<JsonNode>();
            YAML.readerFor(JsonNode.class).<JsonNode>readValues(text).forEachRemaining(all::add);
            return all.stream().filter(node -> node != null && !node.isNull()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(text, unreadable);
        }
    }

    /** What an installation makes, without the definitions; helm-java would ask a cluster for what a chart looks up. */
    public List<JsonNode> rendered(Map<String, Object> values) {
        try {
            var helpers = directory.resolve("charts/ks-apiservice/templates/_helpers.tpl");
            Files.writeString(helpers, Files.readString(helpers).replace(LOOKUP, "dict"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        var template = new Helm(directory)
                .template()
                .withKubeVersion("1.34.0")
                .withNamespace("extension-ai-platform")
                .withName("ai-platform")
                .skipCrds();
        values.forEach(template::set);
        return documents(template.call());
    }

    public List<JsonNode> definitions() {
        try (var files = Files.list(directory.resolve("charts/ks-apiservice/crds"))) {
            return files.sorted()
                    .flatMap(file -> documents(text(directory.relativize(file).toString())).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
