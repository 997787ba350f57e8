package io.kubesphere.ai.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.PrometheusForTests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's recording rules, judged by Prometheus' own tool. */
class UsageRulesTest {
    private static final Path RULES = Path.of("ks-apiservice/files/usage-rules.yaml");
    private static final Path CASES = Path.of("src/test/resources/io/kubesphere/ai/overview/usage-rules.test.yaml");

    @TempDir
    Path directory;

    @Test
    void rulesAreWellFormedAndRecordWhatTheirCasesSay() throws IOException, InterruptedException {
        var promtool = PrometheusForTests.program("promtool");
        Files.copy(RULES, directory.resolve("usage-rules.yaml"));
        Files.copy(CASES, directory.resolve("cases.yaml"));

        assertThat(run(List.of(promtool, "check", "rules", "--lint-fatal", "usage-rules.yaml")))
                .contains("SUCCESS");
        assertThat(run(List.of(promtool, "test", "rules", "cases.yaml"))).contains("SUCCESS");
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
