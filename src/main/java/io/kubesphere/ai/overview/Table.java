package io.kubesphere.ai.overview;

import java.util.List;

/**
 * A breakdown: {@code items}, {@code others} and {@code unattributed} add up to the ring, measure by measure.
 *
 * @param by what it is broken down by
 * @param others the sum of rows that are not among the items
 * @param unattributed what belongs to none: of use, what the system itself takes and cards that are shared
 * @param totalItems rows that there are
 */
public record Table(String by, List<TableRow> items, TableRow others, TableRow unattributed, int totalItems) {
    public Table {
        items = List.copyOf(items);
    }
}
