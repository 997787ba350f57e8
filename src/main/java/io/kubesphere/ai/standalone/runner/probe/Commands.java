package io.kubesphere.ai.standalone.runner.probe;

import io.kubesphere.ai.standalone.runner.container.Preparation;
import io.kubesphere.ai.standalone.runner.process.Launch;
import io.kubesphere.ai.standalone.runner.process.Launcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Commands beside a container's program. Their output goes to a file, so that nobody has to read it while they run. */
public final class Commands {

    private static final int OUTPUT_BYTES = 10 * 1024;

    private final Launcher launcher;
    private final Path scratch;

    /** @param scratch a directory for output, which is gone as soon as it has been read */
    public Commands(Launcher launcher, Path scratch) {
        this.launcher = launcher;
        this.scratch = scratch;
    }

    /** Runs a command that could be prepared; after the timeout it is killed together with what it has started. */
    CompletableFuture<Verdict> run(Preparation preparation, Duration timeout) {
        if (preparation instanceof Preparation.Ready ready) {
            return run(ready.launch(), timeout);
        }
        var why = preparation instanceof Preparation.NoProgram nothing
                ? nothing.message()
                : ((Preparation.Misconfigured) preparation).message();
        return CompletableFuture.completedFuture(Verdict.failed(why));
    }

    private CompletableFuture<Verdict> run(Launch launch, Duration timeout) {
        try {
            var output = Files.createTempFile(scratch, "exec", ".out");
            var process = launcher.startBeside(launch, output);
            return process.onExit()
                    .thenApply(ended -> verdict(ended.exitValue(), output))
                    .completeOnTimeout(Verdict.failed("command timed out"), timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((verdict, failure) -> finish(process, output));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(Verdict.failed("command cannot be started: " + e.getMessage()));
        }
    }

    private static Verdict verdict(int exitCode, Path output) {
        try (var bytes = Files.newInputStream(output)) {
            var text = new String(bytes.readNBytes(OUTPUT_BYTES), StandardCharsets.UTF_8).strip();
            if (exitCode != 0 && text.isEmpty()) {
                return Verdict.failed("command exited with " + exitCode);
            }
            return new Verdict(exitCode == 0, text);
        } catch (IOException gone) {
            return new Verdict(exitCode == 0, "");
        }
    }

    private static void finish(Process process, Path output) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            Files.deleteIfExists(output);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + output, e);
        }
    }
}
