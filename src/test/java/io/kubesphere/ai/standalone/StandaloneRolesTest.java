package io.kubesphere.ai.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-alone environment has no Helm, so what it needs of the chart is kept rendered. */
class StandaloneRolesTest {
    private static final Path KEPT = Path.of("src/main/resources/standalone/kubesphere/ai-platform.yaml");
    private static final Path CHART = Path.of("ks-apiservice");

    /** Those that look for nothing in a cluster; Helm would want one for the others. */
    private static final List<String> PARTS = List.of(
            "Chart.yaml",
            "values.yaml",
            "files/access.yaml",
            "templates/_helpers.tpl",
            "templates/apiservice.yaml",
            "templates/jsbundle.yaml",
            "templates/kubesphere-account.yaml",
            "templates/roletemplates.yaml");

    /** Where the service's account lives; every cluster has it. */
    private static final String NAMESPACE = "default";

    @TempDir
    Path partialChart;

    /** Written anew by {@code -Dgolden=write}. */
    @Test
    void rolesAreThoseOfTheChart() throws IOException {
        var rendered = rendered();
        if (System.getProperty("golden", "").equals("write")) {
            Files.writeString(KEPT, rendered);
        }

        assertThat(Files.readString(KEPT)).isEqualTo(rendered);
        assertThat(rendered).contains("kind: RoleTemplate").contains("url: ${SERVICE_URL}");
    }

    private String rendered() throws IOException {
        for (var part : PARTS) {
            Files.createDirectories(partialChart.resolve(part).getParent());
            Files.copy(CHART.resolve(part), partialChart.resolve(part));
        }
        var all = new Helm(partialChart)
                .template()
                .withNamespace(NAMESPACE)
                .withKubeVersion("1.34.0")
                .call();
        return Stream.of(all.split("(?m)^---\n"))
                .filter(document -> document.contains("kind: "))
                .map(document -> document.replaceAll("(?m)^# Source: .*\n", "").strip() + "\n")
                .map(document -> document.replaceAll("url: http://[^/\\s]+", "url: \\${SERVICE_URL}"))
                .collect(Collectors.joining("---\n"));
    }
}
