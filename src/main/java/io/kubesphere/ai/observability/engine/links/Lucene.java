package io.kubesphere.ai.observability.engine.links;

import io.kubesphere.ai.observability.engine.logstore.FieldNames;
import io.kubesphere.ai.observability.engine.logstore.LineSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A selection in Lucene's query language, in which values can be nothing but values. */
public final class Lucene {
    private final FieldNames fields;
    private final UnaryOperator<String> keyword;

    /** @param keyword name under which a field is compared as a whole */
    public Lucene(FieldNames fields, UnaryOperator<String> keyword) {
        this.fields = fields;
        this.keyword = keyword;
    }

    /** Without the times, which Grafana adds. */
    public String of(LineSelection what) {
        var filter = what.filter();
        var terms = new ArrayList<String>();
        what.projects().ifPresent(names -> terms.add(isOneOf(fields.namespace(), names)));
        one(fields.application(), filter.application()).ifPresent(terms::add);
        one(fields.run(), filter.run()).ifPresent(terms::add);
        one(fields.pod(), filter.pod()).ifPresent(terms::add);
        one(fields.container(), filter.container()).ifPresent(terms::add);
        filter.level().ifPresent(level -> terms.add(isOneOf(fields.level(), level.spellings())));
        filter.text().ifPresent(words -> terms.add(fields.text() + ":" + quoted(words)));
        return String.join(" AND ", terms);
    }

    private Optional<String> one(String field, Optional<String> value) {
        return value.map(name -> keyword.apply(field) + ":" + quoted(name));
    }

    private String isOneOf(String field, Collection<String> values) {
        return values.stream()
                .sorted()
                .map(Lucene::quoted)
                .collect(Collectors.joining(" OR ", keyword.apply(field) + ":(", ")"));
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
