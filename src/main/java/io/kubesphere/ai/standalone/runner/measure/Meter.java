package io.kubesphere.ai.standalone.runner.measure;

import io.fabric8.kubernetes.api.model.Pod;
import io.kubesphere.ai.standalone.runner.measure.Reading.ContainerName;
import io.kubesphere.ai.standalone.runner.measure.Reading.Use;
import io.kubesphere.ai.standalone.runner.process.ProcessUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes counters and averages of looks at /proc; not for several threads. */
final class Meter {
    /** USER_HZ, which Linux has fixed for programs. */
    private static final double TICKS_PER_SECOND = 100;

    private final ProcessUse processes;
    private final Clock clock;
    private Map<String, Counter> counters = Map.of();
    private Optional<MachineUse> machine = Optional.empty();
    private Instant last = Instant.EPOCH;

    Meter(ProcessUse processes, Clock clock) {
        this.processes = processes;
        this.clock = clock;
    }

    /** Where a process has ended that nobody waited for, its time would be taken back; a counter never falls. */
    private record Counter(long seen, long lost) {
        Counter next(long ticks) {
            return new Counter(ticks, ticks < seen ? lost + seen - ticks : lost);
        }

        long total() {
            return seen + lost;
        }
    }

    /** Empty at the first look, when there is nothing to compare with. */
    Optional<Reading> look(Collection<Pod> pods) {
        var now = clock.instant();
        var window = Duration.between(last, now);
        var whole = MachineUse.now();
        var uses = processes.byContainer();
        var before = counters;
        var next = new HashMap<String, Counter>();
        uses.forEach((id, use) ->
                next.put(id, before.getOrDefault(id, new Counter(0, 0)).next(use.ticks())));
        var reading = machine.filter(earlier -> !window.isZero() && !window.isNegative())
                .map(earlier -> new Reading(
                        now,
                        window,
                        use(whole.ticks(), whole.ticks() - earlier.ticks(), whole.bytes(), window),
                        containers(pods, uses, before, next, window)));
        counters = next;
        machine = Optional.of(whole);
        last = now;
        return reading;
    }

    private static Map<ContainerName, Use> containers(
            Collection<Pod> pods,
            Map<String, ProcessUse.Use> uses,
            Map<String, Counter> before,
            Map<String, Counter> now,
            Duration window) {
        var names = pods.stream()
                .collect(Collectors.toMap(pod -> pod.getMetadata().getUid(), pod -> pod, (one, other) -> one));
        var containers = new HashMap<ContainerName, Use>();
        uses.forEach((id, use) -> {
            var parts = id.split("/");
            var pod = names.get(parts[0]);
            if (pod != null && parts.length == 3) {
                var total = now.get(id).total();
                var earlier = before.containsKey(id) ? before.get(id).total() : 0;
                var meta = pod.getMetadata();
                containers.put(
                        new ContainerName(meta.getNamespace(), meta.getName(), parts[1]),
                        use(total, total - earlier, use.bytes(), window));
            }
        });
        return containers;
    }

    private static Use use(long ticks, long inWindow, long bytes, Duration window) {
        var seconds = window.toNanos() / 1e9;
        return new Use(ticks / TICKS_PER_SECOND, inWindow / TICKS_PER_SECOND / seconds, bytes);
    }
}
