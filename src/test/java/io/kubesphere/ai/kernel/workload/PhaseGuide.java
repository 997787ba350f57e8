package io.kubesphere.ai.kernel.workload;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page for users that lists every phase and every reason, from the words themselves. */
final class PhaseGuide {
    private static final String INTRODUCTION =
            """
            # Phases and reasons

            This page is written from the words in the code; do not edit it.

            Everything that runs pods has one phase, and a reason that explains it. Both are in the status of its custom
            resource, with one sentence and, where something can be done, the next step. The sentence stays the same while
            the trouble is the same; what changes from minute to minute, such as counts and times, is in the evidence: which
            object says so, in which field, in which words, and since when.

            A finished run stays as it finished. Before that the first of these questions that has an answer decides: has the
            engine given its verdict; is its object there; is the run to be paused; what does the queue say; are workers
            refused, without a node, without an image, without a container; are inputs fetched; has a worker failed; does
            the program run.

            | phase | meaning | ends the run |
            | --- | --- | --- |
            """;

    private PhaseGuide() {}

    static String text() {
        var phases = Stream.of(Phase.values())
                .map(phase -> "| " + phase + " | " + phase.meaning() + " | " + (phase.isTerminal() ? "yes" : "") + " |")
                .collect(Collectors.joining("\n"));
        var sections = Stream.of(Phase.values()).map(PhaseGuide::section).collect(Collectors.joining("\n"));
        return INTRODUCTION + phases + "\n\n" + sections;
    }

    private static String section(Phase phase) {
        var rows = reasons(phase).stream()
                .map(reason -> "| `" + reason.name() + "` | " + reason.meaning() + " | " + reason.nextStep() + " |")
                .collect(Collectors.joining("\n"));
        return "## " + phase + "\n\n| reason | meaning | what to do |\n| --- | --- | --- |\n" + rows + "\n";
    }

    private static List<Reason> reasons(Phase phase) {
        return Reason.all().stream()
                .filter(reason -> reason.phases().contains(phase))
                .toList();
    }
}
