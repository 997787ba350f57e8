package io.kubesphere.ai.kernel.kapi.index;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which fields of a kind can be filtered and sorted by; names, namespaces, labels and creation time always can. */
public final class IndexShape<T extends HasMetadata> {
    static final String NAMESPACE = "metadata.namespace";

    private final Map<String, Function<T, Collection<String>>> filters = new LinkedHashMap<>();
    private final Map<String, SortOrder<T, ?>> orders = new LinkedHashMap<>();

    private IndexShape() {
        sortable(
                ListQuery.BY_CREATION,
                object -> Optional.ofNullable(object.getMetadata().getCreationTimestamp()));
        sortable(ListQuery.BY_NAME, object -> Optional.of(object.getMetadata().getName()));
        filterable(NAMESPACE, object -> Optional.ofNullable(object.getMetadata().getNamespace()));
    }

    public static <T extends HasMetadata> IndexShape<T> of(Class<T> kind) {
        return new IndexShape<>();
    }

    /** Declares a field that has at most one value. */
    public IndexShape<T> filterable(String path, Function<T, Optional<String>> value) {
        return filterableMany(path, object -> value.apply(object).map(List::of).orElse(List.of()));
    }

    /** Declares a field with several values; equality means that one of them is equal. */
    public IndexShape<T> filterableMany(String path, Function<T, Collection<String>> values) {
        filters.put(path, values);
        return this;
    }

    /** Declares a sort field; objects without it come first in ascending order. RFC 3339 times in UTC sort as text. */
    public <K extends Comparable<? super K>> IndexShape<T> sortable(String path, Function<T, Optional<K>> key) {
        orders.put(path, new SortOrder<>(key));
        return this;
    }

    public ObjectIndex<T> build() {
        return new ObjectIndex<>(this);
    }

    Map<String, Function<T, Collection<String>>> filters() {
        return filters;
    }

    /** The orders hold state, so a shape makes one index. */
    Map<String, SortOrder<T, ?>> orders() {
        return orders;
    }
}
