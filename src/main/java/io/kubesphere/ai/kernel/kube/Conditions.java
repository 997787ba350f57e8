package io.kubesphere.ai.kernel.kube;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the next list of conditions from the last one: a condition's transition time moves only with its status, so a
 * second pass over unchanged facts writes nothing.
 */
public final class Conditions {
    private static final int LONGEST_MESSAGE = 4096;

    private final List<StatusCondition> last;
    private final List<StatusCondition> next = new ArrayList<>();
    private final long generation;
    private final Clock clock;

    public Conditions(List<StatusCondition> last, long generation, Clock clock) {
        this.last = last;
        this.generation = generation;
        this.clock = clock;
    }

    /** Sets a condition; a fact, not a wish: {@code holds} is its status. */
    public Conditions set(String type, boolean holds, String reason, String message) {
        var status = holds ? "True" : "False";
        var held =
                last.stream().filter(condition -> condition.type().equals(type)).findFirst();
        var since = held.filter(condition -> condition.status().equals(status))
                .map(StatusCondition::lastTransitionTime)
                .orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        next.add(new StatusCondition(type, status, reason, shortened(message), since, generation));
        return this;
    }

    /** What was set, sorted by type. */
    public List<StatusCondition> list() {
        return next.stream().sorted((a, b) -> a.type().compareTo(b.type())).toList();
    }

    /** The condition of a type. */
    public static Optional<StatusCondition> find(List<StatusCondition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
