package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Our own kinds: every rule of their definitions accepts what is right and refuses what is wrong. Each file under {@code
 * kinds/<plural>/} is a list of cases: a {@code spec} or a whole {@code object}, optionally the {@code change} that is
 * made to it, and what {@code refused} must say about which {@code field}.
 */
interface KindsBehaviour extends ServerUnderTest {
    Path DEFINITIONS = Path.of("ks-apiservice/crds");
    Map<String, String> KINDS = Map.of("algorithms", "Algorithm", "datasets", "Dataset", "trainingjobs", "TrainingJob");

    Path CASES = Path.of("src/test/resources/kinds");

    @TestFactory
    default Stream<DynamicTest> everyRuleOfOurKindsHolds() {
        install();
        return files(CASES).stream()
                .flatMap(directory -> files(directory).stream())
                .flatMap(file -> cases(file)
                        .map(each -> DynamicTest.dynamicTest(
                                file.getParent().getFileName() + " "
                                        + each.path("case").asText(),
                                () -> check(file.getParent().getFileName().toString(), each))));
    }

    private void install() {
        for (var file : files(DEFINITIONS)) {
            var definition = Api.tree(text(file));
            var name = definition.at("/metadata/name").asText();
            api().delete(DefinitionBehaviour.DEFINITIONS + "/" + name);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api().get(DefinitionBehaviour.DEFINITIONS + "/" + name)
                                    .code()
                            == 404);
            api().post(DefinitionBehaviour.DEFINITIONS, definition).expecting(201);
            var plural = definition.at("/spec/names/plural").asText();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> api().get(path(plural)).code() == 200);
        }
    }

    private void check(String plural, JsonNode each) {
        var object = object(plural, each);
        var answer = api().post(path(plural), object);
        var name = object.at("/metadata/name").asText();
        try {
            if (each.has("change")) {
                answer.expecting(201);
                answer = api().patch(path(plural) + "/" + name, Api.MERGE, each.get("change"));
            }
            judge(each, answer);
        } finally {
            api().delete(path(plural) + "/" + name);
        }
    }

    private static void judge(JsonNode each, Answer answer) {
        if (!each.has("refused")) {
            assertThat(answer.code()).as("answer %s", answer.body()).isIn(200, 201);
            return;
        }
        answer.refused(422, "Invalid");
        assertThat(answer.message()).contains(each.get("refused").asText());
        assertThat(answer.causeFields()).contains(each.path("field").asText());
    }

    private static ObjectNode object(String plural, JsonNode each) {
        var object = each.has("object") ? (ObjectNode) each.get("object").deepCopy() : Api.yaml("{}");
        object.put("apiVersion", "ai.kubesphere.io/v1alpha1");
        object.put("kind", KINDS.get(plural));
        if (each.has("spec")) {
            object.set("spec", each.get("spec"));
        }
        if (!object.has("metadata")) {
            // Somebody may hold back the one before: our own service, where it runs on this server.
            object.putObject("metadata")
                    .put("name", "case-" + UUID.randomUUID().toString().substring(0, 8));
        }
        return object;
    }

    private String path(String plural) {
        return "/apis/ai.kubesphere.io/v1alpha1/namespaces/" + api().namespace() + "/" + plural;
    }

    private static Stream<JsonNode> cases(Path file) {
        var cases = Stream.<JsonNode>builder();
        Api.tree(text(file)).forEach(cases);
        return cases.build();
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
