package io.kubesphere.ai.arch;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which module may open which other module's door. Everybody may open those of observability, tracing and network. */
final class Modules {
    private static final Set<String> COMMON = Set.of("observability", "tracing", "network");

    static final Map<String, Set<String>> ARROWS = Stream.of(
                    Map.entry("network", Set.<String>of()),
                    Map.entry("observability", Set.<String>of()),
                    Map.entry("tracing", Set.<String>of()),
                    Map.entry("installer", Set.<String>of()),
                    Map.entry("notification", Set.<String>of()),
                    Map.entry("dataset", and("notification")),
                    Map.entry("algorithm", and("dataset")),
                    Map.entry("annotation", and("dataset")),
                    Map.entry("workbench", and("dataset", "algorithm")),
                    Map.entry("training", and("dataset", "algorithm", "notification")),
                    Map.entry("serving", and("training", "algorithm")),
                    Map.entry("abtest", and("serving")),
                    Map.entry("application", and("serving", "dataset")),
                    Map.entry(
                            "overview",
                            and(
                                    "dataset",
                                    "algorithm",
                                    "annotation",
                                    "workbench",
                                    "training",
                                    "serving",
                                    "abtest",
                                    "application",
                                    "notification",
                                    "installer")))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Modules() {}

    private static Set<String> and(String... doors) {
        return Stream.of(COMMON.stream(), Stream.of(doors))
                .flatMap(Function.identity())
                .collect(Collectors.toUnmodifiableSet());
    }
}
