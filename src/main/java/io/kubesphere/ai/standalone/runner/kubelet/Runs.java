package io.kubesphere.ai.standalone.runner.kubelet;

import io.kubesphere.ai.standalone.runner.podlog.PodLogFiles;
import io.kubesphere.ai.standalone.runner.process.Launch;
import io.kubesphere.ai.standalone.runner.process.Launcher;
import io.kubesphere.ai.standalone.runner.process.OutOfMemoryKills;
import io.kubesphere.ai.standalone.runner.process.ProcessTable;
import io.kubesphere.ai.standalone.runner.process.ProcessTree;
import io.kubesphere.ai.standalone.runner.state.AttemptDirectory;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** Starts programs of containers, and finds those again that an earlier JVM had started. */
final class Runs {

    private final Launcher launcher;
    private final ProcessTable table;
    private final OutOfMemoryKills memoryKills;
    private final PodLogFiles logs;
    private final Clock clock;

    Runs(Launcher launcher, ProcessTable table, PodLogFiles logs, Clock clock) {
        this.launcher = launcher;
        this.table = table;
        this.memoryKills = new OutOfMemoryKills();
        this.logs = logs;
        this.clock = clock;
    }

    /** Which container's run it is. */
    record Owner(String uid, String container) {}

    /** Begins the attempt; {@code whenOver} runs soon after the program has ended. */
    Run start(Owner owner, AttemptDirectory attempt, Launch launch, Runnable whenOver) throws IOException {
        attempt.begin(clock.millis());
        logs.begin(owner.uid(), owner.container(), attempt);
        var process = launcher.start(launch, attempt.path(), attempt.log());
        var unused = process.onExit().thenRun(whenOver);
        return new Run(this, owner, attempt, Optional.of(process));
    }

    /** An attempt that has begun but of which no outcome is written. It may be running still. */
    Run adopt(Owner owner, AttemptDirectory attempt) {
        logs.begin(owner.uid(), owner.container(), attempt);
        return new Run(this, owner, attempt, Optional.empty());
    }

    ProcessTree tree(AttemptDirectory attempt) {
        return new ProcessTree(table, attempt.id(), attempt.claim());
    }

    ProcessTable table() {
        return table;
    }

    PodLogFiles logs() {
        return logs;
    }

    Clock clock() {
        return clock;
    }

    /** Must be called every second or so, to notice when the machine has run out of memory. */
    boolean memoryHasRunOut() {
        return memoryKills.hasJustHappened();
    }
}
