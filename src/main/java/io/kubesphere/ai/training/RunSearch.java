package io.kubesphere.ai.training;

import java.util.List;

/**
 * Which of its runs a program wants to see.
 *
 * @param filter in MLflow's language, e.g. {@code metrics.loss < 0.1 and tags.kind = 'fold'}; empty for all
 * @param orders in MLflow's language, e.g. {@code metrics.loss ASC}; the newest first when there is none
 * @param pageToken where the page before ended; empty for the first
 */
public record RunSearch(String filter, List<String> orders, View view, int limit, String pageToken) {
    public RunSearch {
        orders = List.copyOf(orders);
    }

    /** Whether deleted runs are wanted. */
    public enum View {
        ACTIVE_ONLY,
        DELETED_ONLY,
        ALL
    }
}
