package io.kubesphere.ai.training;

import java.util.List;
import java.util.Optional;

/**
 * Part of a list.
 *
 * @param next asks for what follows; empty at the end
 */
public record Continued<T>(List<T> items, Optional<String> next) {
    public Continued {
        items = List.copyOf(items);
    }
}
