package io.kubesphere.ai.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs the kubectl of this machine, with a home of its own so that it caches nothing from elsewhere. */
final class Kubectl {

    private final Path home;
    private final Path kubeconfig;

    Kubectl(Path home, String kubeconfig) throws IOException {
        this.home = home;
        this.kubeconfig = Files.writeString(home.resolve("kubeconfig"), kubeconfig);
    }

    static boolean isInstalled() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "kubectl")));
    }

    /** The output of a run that must succeed. */
    String ok(String input, String... arguments) {
        var run = run(input, arguments);
        assertThat(run.code())
                .as("%s said %s", List.of(arguments), run.output())
                .isZero();
        return run.output();
    }

    /** The output of a run that must not. */
    String fails(String input, String... arguments) {
        var run = run(input, arguments);
        assertThat(run.code())
                .as("%s said %s", List.of(arguments), run.output())
                .isNotZero();
        return run.output();
    }

    private record Run(int code, String output) {}

    private Run run(String input, String... arguments) {
        var command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("HOME", home.toString());
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
