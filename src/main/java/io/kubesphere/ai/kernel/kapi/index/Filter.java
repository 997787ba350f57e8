package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.LabelSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Turns a scope and a query into the set of matching objects. Results may be live bitmaps: never change them. */
final class Filter<T extends HasMetadata> {
    private static final Postings NOTHING = new Postings();

    private final Slots<T> slots;
    private final Map<String, Postings> fields;
    private final Map<String, Postings> labels;

    Filter(Slots<T> slots, Map<String, Postings> fields, Map<String, Postings> labels) {
        this.slots = slots;
        this.fields = fields;
        this.labels = labels;
    }

    RoaringBitmap matches(Scope scope, ListQuery query) {
        var found = within(scope);
        for (var requirement : query.labels().requirements()) {
            found = narrowed(found, requirement);
        }
        for (var term : query.fields().terms()) {
            found = narrowed(found, term);
        }
        return scanned(found, query);
    }

    RoaringBitmap within(Scope scope) {
        if (scope.parts().size() == 1) {
            return within(scope.parts().get(0));
        }
        var union = new RoaringBitmap();
        scope.parts().forEach(part -> union.or(within(part)));
        return union;
    }

    Postings field(String path) {
        var postings = fields.get(path);
        if (postings == null) {
            var message = "cannot filter by " + path + "; possible are metadata.name, metadata.uid, "
                    + String.join(", ", fields.keySet());
            throw Problem.badRequest("query", List.of(Problem.Cause.notSupported("fieldSelector", message)));
        }
        return postings;
    }

    private RoaringBitmap within(Scope.Part part) {
        var namespaces = part.namespaces();
        var found = namespaces.isPresent() ? field(IndexShape.NAMESPACE).withAny(namespaces.get()) : slots.used();
        for (var field : part.fields().entrySet()) {
            found = RoaringBitmap.and(found, field(field.getKey()).with(field.getValue()));
        }
        return found;
    }

    private RoaringBitmap narrowed(RoaringBitmap found, LabelSelector.Requirement requirement) {
        var postings = labels.getOrDefault(requirement.key(), NOTHING);
        return switch (requirement.operator()) {
            case IN -> RoaringBitmap.and(found, postings.withAny(requirement.values()));
            case NOT_IN -> RoaringBitmap.andNot(found, postings.withAny(requirement.values()));
            case EXISTS -> RoaringBitmap.and(found, postings.present());
            case ABSENT -> RoaringBitmap.andNot(found, postings.present());
        };
    }

    private RoaringBitmap narrowed(RoaringBitmap found, FieldSelector.Term term) {
        if (term.path().equals("metadata.name")) {
            return slots.scan(found, slot -> term.matches(slot.key().name()));
        }
        if (term.path().equals("metadata.uid")) {
            return slots.scan(found, slot -> term.matches(slot.uid()));
        }
        var postings = field(term.path());
        if (term.value().isEmpty()) {
            return term.equal()
                    ? RoaringBitmap.andNot(found, postings.present())
                    : RoaringBitmap.and(found, postings.present());
        }
        var holders = term.ignoreCase() ? postings.withIgnoringCase(term.value()) : postings.with(term.value());
        return term.equal() ? RoaringBitmap.and(found, holders) : RoaringBitmap.andNot(found, holders);
    }

    /** Names are lower case by RFC 1123, so only the query's part needs folding. */
    private RoaringBitmap scanned(RoaringBitmap found, ListQuery query) {
        var part = query.name().toLowerCase(Locale.ROOT);
        if (part.isEmpty() && query.names().isEmpty() && query.uid().isEmpty()) {
            return found;
        }
        return slots.scan(
                found,
                slot -> slot.key().name().contains(part)
                        && (query.names().isEmpty()
                                || query.names().contains(slot.key().name()))
                        && (query.uid().isEmpty() || query.uid().equals(slot.uid())));
    }
}
