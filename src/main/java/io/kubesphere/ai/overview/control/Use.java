package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.engine.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of use, and why the rest is not.
 *
 * @param missing why a figure without samples is missing
 */
record Use(String source, Usage usage, String missing) {
    static final String NO_SOURCE = "NoSource";
    static final String NO_ANSWER = "SourceUnavailable";
    static final String NO_SAMPLES = "NoSamples";

    static Use none() {
        return new Use("none", Usage.NONE, NO_SOURCE);
    }

    Figure.Reading reading(Measure measure) {
        return new Figure.Reading(Optional.ofNullable(usage.times().get(measure)), missing);
    }

    boolean measures(Measure measure) {
        return usage.times().containsKey(measure);
    }

    /** The same with what a source measures pod by pod put together by whose the pods are. */
    Use attributed(Census census) {
        if (usage.pods().isEmpty()) {
            return this;
        }
        var owners = census.groupsOfHolders();
        var projects = new HashMap<String, Amounts>(usage.projects());
        var groups = new HashMap<Group, Amounts>(usage.groups());
        usage.pods().forEach((pod, amounts) -> {
            var group = owners.getOrDefault(pod, new Group(pod.namespace(), "", ""));
            projects.merge(pod.namespace(), amounts, Amounts::plus);
            groups.merge(group, amounts, Amounts::plus);
        });
        return new Use(
                source,
                new Usage(usage.times(), usage.machines(), projects, groups, Map.of(), usage.peaks(), usage.traffic()),
                missing);
    }

    /**
     * What certainly is zero, where a source measures it at all: pods without cards use none, and where there are no pods
     * nothing is used.
     */
    Amounts settled(Amounts used, Optional<Amounts> promised) {
        var settled = used;
        for (var measure : Measure.values()) {
            var needsCards = measure == Measure.GPU || measure == Measure.GPU_MEMORY;
            var hasNone = promised.isEmpty() || (needsCards && promised.get().orZero(Measure.GPU) == 0);
            if (measures(measure) && hasNone && used.get(measure).isEmpty()) {
                settled = settled.with(measure, 0);
            }
        }
        return settled;
    }
}
