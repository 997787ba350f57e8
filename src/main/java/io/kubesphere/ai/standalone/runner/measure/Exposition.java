package io.kubesphere.ai.standalone.runner.measure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A reading as a kubelet's cAdvisor writes it for Prometheus. */
final class Exposition {
    private static final String CPU = "container_cpu_usage_seconds_total";
    private static final String MEMORY = "container_memory_working_set_bytes";

    private Exposition() {}

    static String of(String node, Reading reading) {
        var cpu = new TreeMap<String, String>();
        var memory = new TreeMap<String, String>();
        add(cpu, memory, "id=\"/\",node=\"" + node + "\"", reading.machine());
        reading.containers()
                .forEach((name, use) -> add(
                        cpu,
                        memory,
                        "container=\"%s\",namespace=\"%s\",node=\"%s\",pod=\"%s\""
                                .formatted(name.container(), name.namespace(), node, name.pod()),
                        use));
        var text = new StringBuilder("# TYPE ").append(CPU).append(" counter\n");
        cpu.forEach((labels, value) -> line(text, CPU, labels, value));
        text.append("# TYPE ").append(MEMORY).append(" gauge\n");
        memory.forEach((labels, value) -> line(text, MEMORY, labels, value));
        return text.toString();
    }

    private static void add(Map<String, String> cpu, Map<String, String> memory, String labels, Reading.Use use) {
        cpu.put(labels, String.format(Locale.ROOT, "%.2f", use.seconds()));
        memory.put(labels, Long.toString(use.bytes()));
    }

    private static void line(StringBuilder text, String metric, String labels, String value) {
        text.append(metric)
                .append('{')
                .append(labels)
                .append("} ")
                .append(value)
                .append('\n');
    }
}
