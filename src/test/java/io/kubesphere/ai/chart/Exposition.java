package io.kubesphere.ai.chart;

import io.kubesphere.ai.testing.Samples;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a program has answered to a scrape, as if it had been scraped for a while: its counters grow, the rest stays. */
final class Exposition {
    private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern COUNTER = Pattern.compile("# TYPE (\\S+) (counter|histogram|summary)");

    private Exposition() {}

    static void into(Samples samples, String text, Map<String, String> target) {
        Set<String> growing = new HashSet<>();
        for (var line : text.split("\n")) {
            var type = COUNTER.matcher(line);
            if (type.matches()) {
                growing.add(type.group(1).replaceFirst("_total$", ""));
                continue;
            }
            var sample = LINE.matcher(line);
            if (!line.startsWith("#") && sample.matches()) {
                var labels = new HashMap<>(target);
                LABEL.matcher(sample.group(2) == null ? "" : sample.group(2))
                        .results()
                        .forEach(label -> labels.put(label.group(1), label.group(2)));
                var name = sample.group(1);
                var value = Double.parseDouble(sample.group(3));
                var grows = growing.contains(name.replaceFirst("_(total|bucket|count|sum)$", ""));
                samples.series(name, labels, seconds -> Double.toString(grows ? value * (1 + seconds / 60.0) : value));
            }
        }
    }
}
