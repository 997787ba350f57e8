package io.kubesphere.ai.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kubesphere.ai.standalone.StandaloneOptions.Api;
import io.kubesphere.ai.standalone.StandaloneOptions.Front;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class StandaloneOptionsTest {
    @Test
    void genuineConsoleIsStartedOnlyWhenAskedFor() {
        assertThat(options("standalone.console", "genuine").front()).isEqualTo(Front.GENUINE);
        assertThat(options("standalone.port", "9080").front()).isEqualTo(Front.LIGHT);
    }

    @Test
    void wordThatNamesNoConsoleIsRefused() {
        assertThatThrownBy(() -> options("standalone.console", "real"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the console must be light or genuine, was real");
    }

    @Test
    void realApiServerIsStartedOnlyWhenAskedFor() {
        assertThat(options("standalone.api-server", "real").apiServer()).isEqualTo(Api.REAL);
        assertThat(options("standalone.port", "9080").apiServer()).isEqualTo(Api.STAND_IN);
        assertThatThrownBy(() -> options("standalone.api-server", "mine"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("the API server must be stand-in or real, was mine");
    }

    private static StandaloneOptions options(String name, String value) {
        var properties = new Properties();
        properties.setProperty("java.class.path", "quarkus-app/quarkus-run.jar");
        properties.setProperty(name, value);
        return StandaloneOptions.of(properties);
    }
}
