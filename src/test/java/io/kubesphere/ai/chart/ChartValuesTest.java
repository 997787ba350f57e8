package io.kubesphere.ai.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartValuesTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (?:`([^`]*)`)? ?\\| (.+) \\|$");

    /** Whatever is below them is somebody else's format. */
    private static final Set<String> WHOLE =
            Set.of("nodeSelector", "labels", "annotations", "podLabels", "affinity", "resources", "global");

    @TempDir
    Path output;

    @Test
    void everyValueIsExplainedWithItsDefault() throws IOException {
        var defaults = new TreeMap<String, String>();
        collect("", YAML.readTree(Files.readString(Path.of("ks-apiservice/values.yaml"))), defaults);
        var explained = new TreeMap<String, String>();
        ROW.matcher(Files.readString(Path.of("docs/reference/values.md")))
                .results()
                .forEach(row -> explained.put(row.group(1), row.group(2) == null ? "" : row.group(2)));

        assertThat(explained).isEqualTo(defaults);
    }

    private static void collect(String path, JsonNode value, Map<String, String> into) {
        var name = path.substring(path.lastIndexOf('.') + 1);
        if (value.isObject() && !value.isEmpty() && !WHOLE.contains(name)) {
            value.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), into));
            return;
        }
        into.put(path, value.isTextual() ? value.asText() : value.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "member.replicas,none",
        "member.replica,2",
        "member.auth.mode,trust",
        "member.part,both",
        "member.database.url,mysql://x",
        "member.workload.uploadPatience,soon",
        "member.workload.cache.directory,relative"
    })
    void wrongValueIsRefused(String path, String value) throws IOException, InterruptedException {
        var extension = ExtensionPackage.build(output);
        var values = new HashMap<>(ExtensionPackage.AGENT);
        values.put(path, value);

        assertThatThrownBy(() -> extension.rendered(values)).hasMessageContaining("member");
    }
}
