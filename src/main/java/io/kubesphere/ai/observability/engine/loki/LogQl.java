package io.kubesphere.ai.observability.engine.loki;

import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** A selection in LogQL, in which names and words of users can be nothing but that. */
public final class LogQl {
    private final FieldNames labels;

    public LogQl(FieldNames labels) {
        this.labels = labels;
    }

    /** The lines of a selection, which must not be empty. */
    public String lines(LineSelection what) {
        var filter = what.filter();
        var query = new StringBuilder("{").append(projects(what)).append('}');
        filter.text().ifPresent(words -> query.append(" |= ").append(literal(words)));
        is(query, labels.application(), filter.application());
        is(query, labels.run(), filter.run());
        is(query, labels.pod(), filter.pod());
        is(query, labels.container(), filter.container());
        filter.level().ifPresent(level -> query.append(" | ").append(isOneOf(labels.level(), level.spellings())));
        return query.toString();
    }

    private String projects(LineSelection what) {
        // Loki wants one matcher that does not match nothing.
        return what.projects().map(names -> isOneOf(labels.namespace(), names)).orElse(labels.namespace() + "=~\".+\"");
    }

    private static void is(StringBuilder query, String label, Optional<String> value) {
        value.ifPresent(name -> query.append(" | ").append(label).append('=').append(literal(name)));
    }

    private static String isOneOf(String label, Collection<String> values) {
        if (values.size() == 1) {
            return label + "=" + literal(values.iterator().next());
        }
        return label + "=~"
                + literal(values.stream().sorted().map(LogQl::quoted).collect(Collectors.joining("|")));
    }

    String counts(LineSelection what, Duration step) {
        return "sum by (" + labels.level() + ") (count_over_time(" + lines(what) + " [" + step.toSeconds() + "s]))";
    }

    String count(LineSelection what) {
        return "sum(count_over_time(" + lines(what) + " ["
                + what.filter().span().toMillis() + "ms]))";
    }

    /** A string of Go's syntax. */
    private static String literal(String text) {
        var literal = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                default -> {
                    if (Character.isISOControl(c)) {
                        literal.append(String.format("\\u%04x", c));
                    } else {
                        literal.appendCodePoint(c);
                    }
                }
            }
        });
        return literal.append('"').toString();
    }

    /** As a regular expression (RE2) that matches this and nothing else. */
    private static String quoted(String text) {
        var pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_') {
                pattern.append('\\');
            }
            pattern.appendCodePoint(c);
        });
        return pattern.toString();
    }
}
