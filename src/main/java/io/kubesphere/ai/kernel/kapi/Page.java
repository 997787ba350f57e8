package io.kubesphere.ai.kernel.kapi;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list, in KubeSphere's shape.
 *
 * @param totalItems matches on all pages together
 */
public record Page<T>(List<T> items, long totalItems) {
    public Page {
        items = List.copyOf(items);
    }

    /** Everything there is, on one page. */
    public static <T> Page<T> of(List<T> items) {
        return new Page<>(items, items.size());
    }

    public <R> Page<R> map(Function<? super T, ? extends R> view) {
        return new Page<>(items.stream().<R>map(view).toList(), totalItems);
    }
}
