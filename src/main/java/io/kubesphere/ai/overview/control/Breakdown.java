package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Table;
import io.kubesphere.ai.overview.TableQuery;
import io.kubesphere.ai.overview.TableRow;
import io.kubesphere.ai.overview.TableRow.MachineState;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** One breakdown of a board as a table. */
final class Breakdown {
    private static final String GONE = "Gone";

    private final Census census;
    private final Board board;
    private final TableQuery query;
    private final Board.Parts parts;

    Breakdown(Census census, Board board, TableQuery query) {
        this.census = census;
        this.board = board;
        this.query = query;
        this.parts = board.parts(query.by());
    }

    Table table() {
        var names = new HashSet<>(parts.requested().keySet());
        names.addAll(parts.used().keySet());
        var wanted = names.stream()
                .filter(name ->
                        name.toLowerCase(Locale.ROOT).contains(query.name().toLowerCase(Locale.ROOT)))
                .sorted(order())
                .toList();
        var page = wanted.stream()
                .skip((query.page() - 1L) * query.limit())
                .limit(query.limit())
                .toList();
        var allRequested = sum(parts.requested(), names);
        var allUsed = sum(parts.used(), names);
        return new Table(
                query.by().wireName(),
                page.stream().map(this::row).toList(),
                rest(allRequested.minus(sum(parts.requested(), page)), allUsed.minus(sum(parts.used(), page))),
                rest(board.requested().minus(allRequested), board.used().minus(allUsed)),
                wanted.size());
    }

    /** The greatest consumers first; of equal ones by name, so that pages do not overlap. */
    private Comparator<String> order() {
        if (query.byName()) {
            return Comparator.naturalOrder();
        }
        return Comparator.<String>comparingLong(
                        name -> -of(parts.requested(), name).orZero(Measure.GPU))
                .thenComparingLong(name -> -of(parts.used(), name).orZero(Measure.GPU))
                .thenComparingLong(name -> -of(parts.requested(), name).orZero(Measure.CPU))
                .thenComparingLong(name -> -of(parts.used(), name).orZero(Measure.CPU))
                .thenComparing(Comparator.naturalOrder());
    }

    private static Amounts of(Map<String, Amounts> amounts, String name) {
        return amounts.getOrDefault(name, Amounts.UNKNOWN);
    }

    private static Amounts sum(Map<String, Amounts> amounts, Iterable<String> names) {
        var sum = Amounts.UNKNOWN;
        for (var name : names) {
            sum = sum.plus(of(amounts, name));
        }
        return sum;
    }

    private TableRow row(String name) {
        var requested = of(parts.requested(), name);
        var used = query.by() == Grouping.MACHINES
                ? of(parts.used(), name)
                : board.use()
                        .settled(
                                of(parts.used(), name),
                                Optional.ofNullable(parts.requested().get(name)));
        var slash = query.by() == Grouping.APPLICATIONS ? name.indexOf('/') : -1;
        return new TableRow(
                name.substring(slash + 1),
                slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash)),
                query.by() == Grouping.MACHINES ? Optional.of(machine(name)) : Optional.empty(),
                figures(requested, board::counted),
                figures(used, board::measured));
    }

    private TableRow rest(Amounts requested, Amounts used) {
        return new TableRow(
                "",
                Optional.empty(),
                Optional.empty(),
                figures(requested, board::counted),
                figures(used, board::measured));
    }

    private MachineState machine(String name) {
        var machine = Optional.ofNullable(census.machines().get(name));
        return new MachineState(
                machine.map(known -> known.state().name()).orElse(GONE),
                machine.map(MachineView::model).filter(model -> !model.isEmpty()),
                figures(machine.map(MachineView::capacity).orElse(Amounts.UNKNOWN), board::counted),
                figures(machine.map(MachineView::allocatable).orElse(Amounts.UNKNOWN), board::counted));
    }

    private static Map<String, Figure> figures(Amounts amounts, BiFunction<Measure, Amounts, Figure> figure) {
        var figures = new LinkedHashMap<String, Figure>();
        for (var measure : List.of(Measure.values())) {
            figures.put(measure.wireName(), figure.apply(measure, amounts));
        }
        return figures;
    }
}
