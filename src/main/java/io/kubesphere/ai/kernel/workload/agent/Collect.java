package io.kubesphere.ai.kernel.workload.agent;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The sidecar: waits until the program has ended and stores its outputs. SIGTERM is the only sign of that, wherever we run:
 * the kubelet sends it to native sidecars when the main container has ended, and a runner without a kubelet must do so too.
 */
final class Collect {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final Settings settings;
    private final Service service;
    private final Journal journal;
    private final Set<String> pending = new ConcurrentSkipListSet<>();
    private final AtomicReference<Optional<Plan>> plan = new AtomicReference<>(Optional.empty());

    Collect(Settings settings, Service service, Journal journal) {
        this.settings = settings;
        this.service = service;
        this.journal = journal;
    }

    /** Makes the outputs' directories. Whatever goes wrong here may be right again when it matters. */
    void begin() {
        try {
            var outputs =
                    plan(Retries.whilePatient(AS_LONG_AS_IT_TAKES, journal)).outputs();
            new OutputDirectories(settings.workspace()).create(outputs);
            journal.say("waiting for the end of the program to store %d outputs", outputs.size());
        } catch (Problem early) {
            journal.say("%s; trying again at the end of the program", early.getMessage());
        }
    }

    /** Stores the outputs before {@code deadline}; answers what is wrong with those that could not be. */
    List<String> finish(long deadline) {
        var retries = Retries.until(deadline, journal);
        var failures = new ArrayList<String>();
        try {
            var outputs = new Outputs(service, retries, settings.workspace(), journal);
            var wanted = plan(retries).outputs();
            wanted.forEach(output -> pending.add(output.name()));
            for (var output : wanted) {
                try {
                    outputs.store(output);
                    pending.remove(output.name());
                } catch (Problem failed) {
                    failures.add("output %s is not stored: %s".formatted(output.name(), failed.getMessage()));
                    journal.say("%s", failures.get(failures.size() - 1));
                }
            }
        } catch (Problem noPlan) {
            failures.add("no output is stored: " + noPlan.getMessage());
        }
        return failures;
    }

    /** The names of outputs that are known and not stored. */
    Set<String> pending() {
        return pending;
    }

    private Plan plan(Retries retries) {
        var known = plan.get();
        if (known.isPresent()) {
            return known.get();
        }
        var asked = retries.run("asking the service what to store", progress -> service.plan());
        plan.set(Optional.of(asked));
        return asked;
    }
}
