package io.kubesphere.ai.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CEL cannot say "all fields but these", so a new field must be added to the rule or be allowed to change. */
class UnchangedRulesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static JsonNode schema(String plural) throws IOException {
        return YAML.readTree(Path.of("ks-apiservice/crds/" + plural + ".ai.kubesphere.io.yaml")
                        .toFile())
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }

    /** Fields of an object that its transition rule does not compare. */
    private static List<String> changeable(JsonNode object) {
        var rules = new StringBuilder();
        object.path("x-kubernetes-validations")
                .forEach(rule -> rules.append(rule.path("rule").asText()));
        var free = new ArrayList<String>();
        object.path("properties").fieldNames().forEachRemaining(name -> {
            if (!rules.toString().contains("self." + name + " == oldSelf." + name)) {
                free.add(name);
            }
        });
        return free;
    }

    @Test
    void trainingJobChangesOnlyWhatItSays() throws IOException {
        assertThat(changeable(schema("trainingjobs"))).containsExactly("suspend", "ttlSecondsAfterFinished");
    }

    @Test
    void publishedVersionChangesOnlyItsDeprecation() throws IOException {
        assertThat(changeable(schema("algorithms").at("/properties/versions/items")))
                .containsExactly("deprecation");
    }
}
