package io.kubesphere.ai.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Series as exporters would have written them, as OpenMetrics text; promtool wants the series of a metric together. */
public final class Samples {
    /** For a time at which there is no sample. */
    public static final String NONE = "";

    private static final long EVERY = 15;

    private final long from;
    private final long to;
    private final Map<String, StringBuilder> metrics = new LinkedHashMap<>();

    public Samples(Instant from, Instant to) {
        this.from = from.getEpochSecond();
        this.to = to.getEpochSecond();
    }

    /** A series over the whole time. */
    public Samples series(String metric, Map<String, String> labels, LongFunction<String> value) {
        return until(to, metric, labels, value);
    }

    /** A series that ends early; {@code value} gets the seconds since the begin. */
    public Samples until(long end, String metric, Map<String, String> labels, LongFunction<String> value) {
        var text = metrics.computeIfAbsent(metric, unused -> new StringBuilder());
        var name = metric
                + labels.entrySet().stream()
                        .map(label -> label.getKey() + "=\""
                                + label.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .collect(Collectors.joining(",", "{", "}"));
        for (var time = from; time <= end; time += EVERY) {
            var sample = value.apply(time - from);
            if (sample.equals(NONE)) {
                continue;
            }
            text.append(name)
                    .append(' ')
                    .append(sample)
                    .append(' ')
                    .append(time)
                    .append('\n');
        }
        return this;
    }

    public Samples gauge(String metric, Map<String, String> labels, double value) {
        return series(metric, labels, unused -> Double.toString(value));
    }

    /** A counter that grows by so much each second. */
    public Samples counter(String metric, Map<String, String> labels, double perSecond) {
        return series(metric, labels, seconds -> Double.toString(1000 + perSecond * seconds));
    }

    /** The names of all metrics. */
    public Set<String> names() {
        return Set.copyOf(metrics.keySet());
    }

    public String openMetrics() {
        return String.join("", metrics.values()) + "# EOF\n";
    }
}
