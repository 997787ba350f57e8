package io.kubesphere.ai.tracing.engine.tempo;

import io.kubesphere.ai.tracing.engine.TraceSearch;
import java.time.Duration;
import java.util.ArrayList;

/** Writes a search in TraceQL: one span that has it all. */
final class TraceQl {
    private TraceQl() {}

    static String of(TraceSearch search, String projectAttribute) {
        var query = search.query();
        var conditions = new ArrayList<String>();
        search.origin(projectAttribute)
                .forEach((attribute, value) -> conditions.add("resource." + attribute + " = " + literal(value)));
        query.service().ifPresent(name -> conditions.add("resource.service.name = " + literal(name)));
        query.operation().ifPresent(name -> conditions.add("name = " + literal(name)));
        query.atLeast().ifPresent(time -> conditions.add("duration >= " + micros(time)));
        query.atMost().ifPresent(time -> conditions.add("duration <= " + micros(time)));
        if (query.failed()) {
            conditions.add("status = error");
        }
        return conditions.isEmpty() ? "{}" : "{ " + String.join(" && ", conditions) + " }";
    }

    /** Whatever users write stays between the quotes; there are no control characters in what they may write. */
    static String literal(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String micros(Duration time) {
        return time.toNanos() / 1000 + "us";
    }
}
