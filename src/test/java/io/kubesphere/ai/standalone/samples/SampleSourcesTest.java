package io.kubesphere.ai.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples are read as documentation, and Maven does not compile them. */
class SampleSourcesTest {
    private static final String SHARED = "// From here on all samples are the same";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"logistic-regression", "gradient-boosting", "distributed-logistic-regression"})
    void sampleCompilesOnABareJdkWithoutWarnings(String program) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var warnings = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var sources = files.getJavaFileObjects(Sample.source(program));
            var options = List.of(
                    "--release",
                    "17",
                    "-Xlint:all,-serial",
                    "-Werror",
                    "-proc:none",
                    "-cp",
                    directory.toString(),
                    "-d",
                    directory.toString());

            assertThat(compiler.getTask(warnings, files, null, options, null, sources)
                            .call())
                    .as("%s", warnings)
                    .isTrue();
        }
    }

    @Test
    void commonPartIsTheSameInAllSamples() throws IOException {
        var common = common("logistic-regression");

        assertThat(common).contains("class Tracking", "class Stop", "class Scores");
        assertThat(common("gradient-boosting")).isEqualTo(common);
        assertThat(common("distributed-logistic-regression")).isEqualTo(common);
    }

    private static String common(String program) throws IOException {
        var text = Files.readString(Sample.source(program));
        return text.substring(text.indexOf(SHARED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic-regression", "gradient-boosting", "distributed-logistic-regression"})
    void readmeListsEveryParameterThatTheSampleTakes(String program) throws IOException {
        var readme = Files.readString(Sample.SAMPLES.resolve("README.md"));

        var names = Pattern.compile(" = (?:whole|number|text)\\(\"(\\w+)\"")
                .matcher(Files.readString(Sample.source(program)))
                .results()
                .map(name -> name.group(1))
                .toList();

        assertThat(names).hasSizeGreaterThan(9).allSatisfy(name -> assertThat(readme)
                .contains("| `" + name + "` |"));
    }
}
