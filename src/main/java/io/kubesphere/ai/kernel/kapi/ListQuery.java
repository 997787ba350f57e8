package io.kubesphere.ai.kernel.kapi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a KAPI list was asked for, in KubeSphere's parameters.
 *
 * @param page 1-based
 * @param limit most items on the page, 0 to {@link #MAX_LIMIT}; 0 asks for the total only
 * @param sortBy {@code creationTimestamp}, {@code name} or a field the list declares
 * @param name part of the name, whatever its case; empty matches all
 * @param names exact names; empty matches all
 * @param uid exact uid; empty matches all
 */
public record ListQuery(
        int page,
        int limit,
        String sortBy,
        boolean ascending,
        String name,
        Set<String> names,
        String uid,
        LabelSelector labels,
        FieldSelector fields) {

    /** KubeSphere's {@code limit=-1} means all; we answer at most this many per page, and {@code totalItems} says so. */
    public static final int MAX_LIMIT = 1000;

    public static final String BY_CREATION = "creationTimestamp";
    public static final String BY_NAME = "name";

    /** Everything, newest first, on pages of {@link #MAX_LIMIT}. */
    public static final ListQuery ALL =
            new ListQuery(1, MAX_LIMIT, BY_CREATION, false, "", Set.of(), "", LabelSelector.ALL, FieldSelector.ALL);

    public ListQuery {
        names = Set.copyOf(names);
    }

    /** Reads query parameters; unknown ones are left to the resource. A 400 lists every parameter that is wrong. */
    public static ListQuery of(Map<String, List<String>> parameters) {
        return new QueryParameters(parameters).query();
    }

    /** How many matches the pages before this one hold. */
    public long offset() {
        return (page - 1L) * limit;
    }

    public ListQuery sortedBy(String field, boolean upwards) {
        return new ListQuery(page, limit, field, upwards, name, names, uid, labels, fields);
    }

    public ListQuery page(int number, int size) {
        return new ListQuery(number, size, sortBy, ascending, name, names, uid, labels, fields);
    }

    public ListQuery named(String part) {
        return new ListQuery(page, limit, sortBy, ascending, part, names, uid, labels, fields);
    }

    public ListQuery labelled(LabelSelector selector) {
        return new ListQuery(page, limit, sortBy, ascending, name, names, uid, selector, fields);
    }

    public ListQuery where(FieldSelector selector) {
        return new ListQuery(page, limit, sortBy, ascending, name, names, uid, labels, selector);
    }
}
