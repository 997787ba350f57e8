package io.kubesphere.ai.standalone.ksapiserver.path;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a verb becomes when no object is named: a list, a watch, the deletion of a collection. */
record ResourceVerb(Query query) {
    private static final String NAME_FIELD = "metadata.name";

    /** Verb and target that are authorized. */
    record Meant(String verb, Target target) {}

    Meant refine(String verb, Target target) {
        if (!target.name().isEmpty()) {
            return new Meant(verb, target);
        }
        return switch (verb) {
            case "get" -> new Meant(isWatch() ? "watch" : "list", named(target));
            case "delete" -> new Meant("deletecollection", target);
            default -> new Meant(verb, target);
        };
    }

    private boolean isWatch() {
        return query.first("watch")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> !value.equals("false") && !value.equals("0"))
                .isPresent();
    }

    private Target named(Target target) {
        var terms = List.of(query.text("fieldSelector").split(","));
        var name = terms.stream()
                .filter(term -> terms.stream().allMatch(other -> other.contains("=")))
                .flatMap(term -> nameIn(term).stream())
                .filter(ResourceVerb::canBeInPath)
                .findFirst()
                .orElse("");
        return new Target(
                target.scope(),
                target.group(),
                target.version(),
                target.workspace(),
                target.namespace(),
                target.resource(),
                target.subresource(),
                name);
    }

    private static Optional<String> nameIn(String term) {
        var equals = term.indexOf('=');
        if (equals < 0 || !term.substring(0, equals).equals(NAME_FIELD)) {
            return Optional.empty();
        }
        var value = term.substring(equals + 1);
        return Optional.of(value.startsWith("=") ? value.substring(1) : value);
    }

    private static boolean canBeInPath(String name) {
        return !name.equals(".") && !name.equals("..") && !name.contains("/") && !name.contains("%");
    }
}
