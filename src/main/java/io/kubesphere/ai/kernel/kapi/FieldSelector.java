package io.kubesphere.ai.kernel.kapi;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** KubeSphere's field selector: all terms must hold; an absent field counts as the empty text. */
public record FieldSelector(List<Term> terms) {

    /**
     * One comparison.
     *
     * @param path from the object's root, without a leading dot: {@code status.phase}
     * @param ignoreCase written as {@code ~} in front of the value
     */
    public record Term(String path, boolean equal, String value, boolean ignoreCase) {

        /** Whether a single value satisfies the term. */
        public boolean matches(String actual) {
            return equal == (ignoreCase ? actual.equalsIgnoreCase(value) : actual.equals(value));
        }
    }

    /** Selects everything. */
    public static final FieldSelector ALL = new FieldSelector(List.of());

    private static final Pattern TERM =
            Pattern.compile("\\s*(?:\\$?\\.)?(?<path>[A-Za-z][-\\w./\\[\\]]*)\\s*(?<op>!=|==|=)(?<value>.*)");

    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /** Reads {@code status.phase=Running,spec.queue!=~GPU}; a 400 naming {@code parameter} when it cannot. */
    public static FieldSelector parse(String parameter, String text) {
        if (text.isBlank()) {
            return ALL;
        }
        var terms = new ArrayList<Term>();
        for (var part : text.split(",", -1)) {
            terms.add(term(parameter, part));
        }
        return new FieldSelector(terms);
    }

    private static Term term(String parameter, String part) {
        var term = TERM.matcher(part);
        if (!term.matches()) {
            var message = "cannot read '" + part + "' as a field selector; write path=value or path!=value,"
                    + " e.g. status.phase=Running";
            throw Problem.badRequest("query", List.of(Problem.Cause.invalid(parameter, message)));
        }
        var value = term.group("value").strip();
        var ignoreCase = value.startsWith("~");
        return new Term(
                term.group("path"),
                !term.group("op").equals("!="),
                ignoreCase ? value.substring(1) : value,
                ignoreCase);
    }
}
