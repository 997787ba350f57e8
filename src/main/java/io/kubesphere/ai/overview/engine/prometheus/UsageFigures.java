package io.kubesphere.ai.overview.engine.prometheus;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Group;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.PodName;
import io.kubesphere.ai.overview.engine.PlaneTraffic;
import io.kubesphere.ai.overview.engine.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts series of an answer where they belong. */
final class UsageFigures {
    /** Label that tells the figures of one answer apart. */
    static final String TAG = "aip_figure";

    private static final String CPU_SAMPLED = "aip:usage:sampled";
    private static final String CARDS_SAMPLED = "aip:gpu_usage:sampled";

    private enum Of {
        NODE,
        PROJECT,
        GROUP
    }

    private record Known(Of of, Measure measure) {}

    private static final Map<String, Known> FIGURES = figures();

    /** The records that a look at now is made of. */
    static final List<String> ALL = all();

    private final Map<String, Amounts> machines = new HashMap<>();
    private final Map<String, Amounts> projects = new HashMap<>();
    private final Map<Group, Amounts> groups = new HashMap<>();
    private final Map<Measure, Instant> times = new EnumMap<>(Measure.class);
    private Optional<Map<PodName, Long>> peaks = Optional.empty();
    private Optional<PlaneTraffic> traffic = Optional.empty();

    private static Map<String, Known> figures() {
        var figures = new HashMap<String, Known>();
        for (var measure : Measure.values()) {
            for (var of : Of.values()) {
                figures.put(
                        "aip:" + of.name().toLowerCase(Locale.ROOT) + "_" + suffix(measure), new Known(of, measure));
            }
        }
        return Map.copyOf(figures);
    }

    private static List<String> all() {
        var names = new ArrayList<>(FIGURES.keySet());
        names.add(CPU_SAMPLED);
        names.add(CARDS_SAMPLED);
        return names.stream().sorted().toList();
    }

    static String suffix(Measure measure) {
        return switch (measure) {
            case CPU -> "cpu:cores";
            case MEMORY -> "memory:bytes";
            case GPU -> "gpu:cards";
            case GPU_MEMORY -> "gpu_memory:bytes";
        };
    }

    void take(Series series) {
        var figure = series.label(TAG);
        var value = series.samples().get(0).value();
        if (figure.equals(CPU_SAMPLED) || figure.equals(CARDS_SAMPLED)) {
            sampled(figure, Instant.ofEpochMilli(Math.round(value * 1000)));
            return;
        }
        var known = FIGURES.get(figure);
        var amounts = Amounts.UNKNOWN.with(known.measure(), known.measure().amountOf(value));
        switch (known.of()) {
            case NODE -> machines.merge(series.label("node"), amounts, Amounts::plus);
            case PROJECT -> projects.merge(series.label("namespace"), amounts, Amounts::plus);
            case GROUP ->
                groups.merge(
                        new Group(series.label("namespace"), series.label("application"), series.label("owner")),
                        amounts,
                        Amounts::plus);
        }
    }

    private void sampled(String figure, Instant time) {
        var measures = figure.equals(CPU_SAMPLED)
                ? List.of(Measure.CPU, Measure.MEMORY)
                : List.of(Measure.GPU, Measure.GPU_MEMORY);
        measures.forEach(measure -> times.put(measure, time));
    }

    void peaks(List<Series> series) {
        var most = new HashMap<PodName, Long>();
        for (var each : series) {
            var pod = new PodName(each.label("namespace"), each.label("pod"));
            most.merge(pod, Measure.GPU.amountOf(each.samples().get(0).value()), Math::max);
        }
        peaks = Optional.of(most);
    }

    void traffic(PlaneTraffic measured) {
        traffic = Optional.of(measured);
    }

    Usage usage() {
        return new Usage(times, machines, projects, groups, Map.of(), peaks, traffic);
    }
}
