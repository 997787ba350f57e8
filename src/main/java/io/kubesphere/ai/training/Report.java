package io.kubesphere.ai.training;

import java.util.List;

/** What a program reports at once; it is taken as a whole or refused as a whole. */
public record Report(List<ReportedMetric> metrics, List<ReportedText> parameters, List<ReportedText> tags) {
    public Report {
        metrics = List.copyOf(metrics);
        parameters = List.copyOf(parameters);
        tags = List.copyOf(tags);
    }

    public static Report metric(ReportedMetric metric) {
        return new Report(List.of(metric), List.of(), List.of());
    }

    public static Report parameter(ReportedText parameter) {
        return new Report(List.of(), List.of(parameter), List.of());
    }

    public static Report tag(ReportedText tag) {
        return new Report(List.of(), List.of(), List.of(tag));
    }

    /** Whether the program itself has spoken: not so when only its machine's load has come. */
    public boolean isOfTheProgram() {
        return metrics.isEmpty() || metrics.stream().anyMatch(metric -> !metric.isOfTheMachine());
    }
}
