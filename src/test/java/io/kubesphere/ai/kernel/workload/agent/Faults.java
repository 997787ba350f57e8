package io.kubesphere.ai.kernel.workload.agent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What is to go wrong, and how often; requests take the first that fits. */
final class Faults {
    static final int ALWAYS = Integer.MAX_VALUE;

    /** What goes wrong with one request. */
    sealed interface Fault {}

    /** An answer without success. */
    record Answers(int status, Optional<Integer> retryAfter) implements Fault {}

    /** The connection breaks after some bytes of the answer's body, or of the request's for a PUT. */
    record Cuts(long after) implements Fault {}

    /** The connection breaks at this byte of the content, and resuming is not offered. */
    record BreaksAt(long at) implements Fault {}

    /** Nothing more comes after some bytes, but the connection stays. */
    record FallsSilent(long after) implements Fault {}

    /** Other bytes of the same number. */
    record Lies() implements Fault {}

    /** Sends everything although a part was asked for. */
    record IgnoresRange() implements Fault {}

    /** Something happens before the request is served as usual. */
    record First(Runnable happens) implements Fault {}

    private record Planned(String method, String part, Fault fault, AtomicInteger times) {}

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    Faults add(String method, String part, int times, Fault fault) {
        planned.add(new Planned(method, part, fault, new AtomicInteger(times)));
        return this;
    }

    void clear() {
        planned.clear();
    }

    Optional<Fault> take(String method, String path) {
        return planned.stream()
                .filter(plan -> plan.method().equals(method) && path.contains(plan.part()))
                .filter(plan -> plan.times().getAndUpdate(left -> Math.max(0, left - 1)) > 0)
                .findFirst()
                .map(Planned::fault);
    }
}
