package io.kubesphere.ai.kernel.workload;

import io.kubesphere.ai.kernel.workload.EngineProgress.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the engine has decided stands, whatever pods and queue look like by then. */
final class EngineVerdicts {
    private EngineVerdicts() {}

    static Optional<Verdict> finished(Scene scene) {
        return scene.engine().finish().map(finish -> finish.success() ? succeeded(scene, finish) : failed(scene));
    }

    private static Verdict succeeded(Scene scene, Finish finish) {
        return Verdict.of(Phase.Succeeded, RunReason.Completed, "", List.of(said(scene, "Complete", finish)));
    }

    private static Verdict failed(Scene scene) {
        var failure = RunFailures.of(scene).orElseThrow();
        var retried = scene.observed().retries() > 0 && failure.isRetried() ? "; no retry is left" : "";
        return Verdict.saying(Phase.Failed, failure.reason(), failure.message() + retried, failure.evidence());
    }

    /** Decided, but pods are still ending: since Kubernetes 1.31 a Job waits for them. */
    static Optional<Verdict> decided(Scene scene) {
        return scene.engine().decided().map(decided -> {
            var evidence = new ArrayList<>(List.of(said(scene, "decided", decided)));
            if (decided.success()) {
                return Verdict.of(Phase.Running, RunReason.WorkersEnding, "it succeeds", evidence);
            }
            var failure = RunFailures.first(scene);
            failure.ifPresent(cause -> evidence.addAll(cause.evidence()));
            return failure.map(cause -> ending(cause, evidence))
                    .orElseGet(() -> Verdict.of(Phase.Running, RunReason.WorkersEnding, "it fails", evidence));
        });
    }

    /** A failure after which there is no other attempt. */
    static Verdict ending(RunFailure failure, List<Evidence> evidence) {
        var message = failure.message() + "; the run is being ended";
        return Verdict.saying(Phase.Running, RunReason.WorkersEnding, message, evidence);
    }

    /** The engine's own words. */
    static Evidence said(Scene scene, String condition, Finish finish) {
        var words = Stream.of(finish.reason(), finish.message())
                .filter(text -> !text.isEmpty())
                .toList();
        return scene.engineSays("status.conditions[" + condition + "]", String.join(": ", words), finish.time());
    }
}
