package io.kubesphere.ai.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kubesphere.ai.kernel.kube.Labels;
import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import io.kubesphere.ai.observability.engine.opensearch.OpenSearchStore;
import io.kubesphere.ai.testing.OpenSearchForTests;
import io.kubesphere.ai.testing.PrometheusForTests;
import io.kubesphere.ai.testing.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the shipped pipelines write is what we search for. */
class LogPipelinesTest {
    private static final Path FILES = Path.of("ks-apiservice/files/logs");
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final List<String> LIFTED = List.of(
            Labels.APPLICATION, Labels.RUN, Labels.MODULE, Labels.ALGORITHM_VERSION, Labels.OWNER, Labels.WORKSPACE);

    /** By LuaJIT, which is what Fluent Bit runs filters with. */
    @Test
    void linesThatFluentBitsFilterLabelsAreFoundByTheirLabels() throws IOException {
        var index = "t" + UUID.randomUUID();
        new LogDocuments(index).add(filtered());
        var store = new OpenSearchStore(
                LogStoreSettings.of(OpenSearchForTests.shared().url(), Map.of("index", index)),
                new SettableClock(NOON));

        var ofRun = store.page(selection(LineFilter.Wanted.ALL.ofRun("run-1")), LinePaging.oldest(10));
        var ofApplication =
                store.page(selection(LineFilter.Wanted.ALL.ofApplication("scoring")), LinePaging.oldest(10));

        assertThat(ofRun.items())
                .extracting(FoundLine::level)
                .containsExactly(Optional.of("error"), Optional.of("warn"));
        assertThat(ofApplication.items())
                .extracting(FoundLine::text)
                .containsExactly("2026-01-15 12:00:00 ERROR CUDA out of memory");
        assertThat(store.page(selection(LineFilter.Wanted.ALL), LinePaging.oldest(10))
                        .items())
                .hasSize(3);
    }

    private static LineSelection selection(LineFilter.Wanted wanted) {
        return new LineSelection(Optional.of(Set.of("vision")), wanted.at(NOON));
    }

    private static List<ObjectNode> filtered() throws IOException {
        var process = new ProcessBuilder(
                        PrometheusForTests.program("luajit"),
                        "src/test/resources/observability/documents.lua",
                        FILES.resolve("aip.lua").toString())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var documents = new ArrayList<ObjectNode>();
        for (var block : output.split("\n\n")) {
            var document = JsonNodeFactory.instance
                    .objectNode()
                    .put("@timestamp", NOON.minusSeconds(60L - documents.size()).toString());
            block.strip().lines().forEach(line -> put(document, line.split("\t")));
            documents.add(document);
        }
        return documents;
    }

    private static void put(ObjectNode document, String[] field) {
        var dot = field[0].indexOf('.');
        if (dot < 0) {
            document.put(field[0], field[1]);
        } else {
            document.withObject("/" + field[0].substring(0, dot)).put(field[0].substring(dot + 1), field[1]);
        }
    }

    @Test
    void everyLabelIsLiftedByEachPipelineIntoTheFieldsThatAreSearched() throws IOException {
        var names = FieldNames.ofDocuments(
                LogStoreSettings.of(URI.create("http://x"), Map.of()).fields());
        var lua = Files.readString(FILES.resolve("aip.lua"));
        var vector = yaml("vector.yaml").at("/transforms/aip/source").asText();

        for (var label : LIFTED) {
            var field = label.substring(label.indexOf('/') + 1);
            assertThat(lua).contains("[\"" + label + "\"] = \"" + field + "\"");
            assertThat(vector).contains("\"" + field + "\": get(labels, [\"" + label + "\"])");
        }
        assertThat(names.application()).isEqualTo("aip.application");
        assertThat(names.run()).isEqualTo("aip.run");
        assertThat(lua).contains("record[\"aip\"] = fields", "fields[\"level\"]");
        assertThat(vector)
                .contains(
                        "." + names.level() + " =",
                        "." + names.text() + " =",
                        ".\"" + names.time() + "\" =",
                        "." + names.namespace() + " =");
        assertThat(yaml("fluent-bit.yaml").at("/pipeline/filters/0/call").asText())
                .isEqualTo("aip");
        assertThat(yaml("fluent-operator.yaml")
                        .at("/spec/filters/0/lua/script/key")
                        .asText())
                .isEqualTo("aip.lua");
    }

    private static JsonNode yaml(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(FILES.resolve(file).toFile());
    }
}
