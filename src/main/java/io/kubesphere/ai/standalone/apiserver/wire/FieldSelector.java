package io.kubesphere.ai.standalone.apiserver.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The {@code fieldSelector} query: equalities over the few fields that a kind offers. */
public record FieldSelector(List<Term> terms) {

    /** One comparison; a field that is not set counts as "". */
    public record Term(String field, boolean equal, String value) {
        boolean holds(Map<String, String> fields) {
            return equal == fields.getOrDefault(field, "").equals(value);
        }
    }

    public static FieldSelector everything() {
        return new FieldSelector(List.of());
    }

    /** Parses the query and refuses fields outside {@code offered}, as the real server does (400). */
    public static FieldSelector parse(String text, Set<String> offered) {
        var terms = new ArrayList<Term>();
        for (var part : text.isBlank() ? new String[0] : text.split(",")) {
            var term = term(part.strip());
            if (!offered.contains(term.field())) {
                throw ApiError.badRequest("field label not supported: " + term.field());
            }
            terms.add(term);
        }
        return new FieldSelector(List.copyOf(terms));
    }

    private static Term term(String part) {
        var at = part.indexOf('=');
        if (at < 1) {
            throw ApiError.badRequest("invalid selector: '" + part + "'; can't understand '" + part + "'");
        }
        if (part.charAt(at - 1) == '!') {
            return new Term(part.substring(0, at - 1), false, part.substring(at + 1));
        }
        var value = part.substring(at + 1);
        return new Term(part.substring(0, at), true, value.startsWith("=") ? value.substring(1) : value);
    }

    public boolean matches(Map<String, String> fields) {
        return terms.stream().allMatch(term -> term.holds(fields));
    }

    /** The one name this selector asks for, which turns a scan into a look-up. */
    public Optional<String> exactName() {
        return terms.stream()
                .filter(term -> term.equal() && term.field().equals("metadata.name"))
                .map(Term::value)
                .findFirst();
    }
}
