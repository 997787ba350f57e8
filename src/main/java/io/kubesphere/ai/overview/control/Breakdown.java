package io.kubesphere.ai.overview.control;

import io.kubesphere.ai.overview.Amounts;
import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Plane;
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
import java.util.function.Function;

/** One breakdown of a board as a table. */
final class Breakdown {
    private static final String GONE = "Gone";

    private final Census census;
    private final Board board;
    private final TableQuery query;
    private final Board.Parts parts;
    private final NicPlanes planes;

    /** Without knowing anything of network planes. */
    Breakdown(Census census, Board board, TableQuery query) {
        this(census, board, query, unused -> Optional.empty());
    }

    /** @param resources of network planes */
    Breakdown(Census census, Board board, TableQuery query, Function<Plane, Optional<String>> resources) {
        this.census = census;
        this.board = board;
        this.query = query;
        this.parts = board.parts(query.by());
        this.planes = new NicPlanes(census, board.use(), resources);
    }

    /** A row before it is written out. */
    private record Entry(String name, Amounts requested, Amounts used) {}

    /** The greatest consumers first; of equal ones by name, so that pages do not overlap. */
    private static final Comparator<Entry> BY_AMOUNT = Comparator.<Entry>comparingLong(
                    entry -> -entry.requested().orZero(Measure.GPU))
            .thenComparingLong(entry -> -entry.used().orZero(Measure.GPU))
            .thenComparingLong(entry -> -entry.requested().orZero(Measure.CPU))
            .thenComparingLong(entry -> -entry.used().orZero(Measure.CPU))
            .thenComparing(Entry::name);

    Table table() {
        var all = entries();
        var part = query.name().toLowerCase(Locale.ROOT);
        var wanted = all.stream()
                .filter(entry ->
                        part.isEmpty() || entry.name().toLowerCase(Locale.ROOT).contains(part))
                .sorted(query.byName() ? Comparator.comparing(Entry::name) : BY_AMOUNT)
                .toList();
        var page = wanted.stream()
                .skip((query.page() - 1L) * query.limit())
                .limit(query.limit())
                .toList();
        var requested = sum(all, Entry::requested);
        var used = sum(all, Entry::used);
        return new Table(
                query.by().wireName(),
                page.stream().map(this::row).toList(),
                rest(requested.minus(sum(page, Entry::requested)), used.minus(sum(page, Entry::used))),
                rest(board.requested().minus(requested), board.used().minus(used)),
                wanted.size());
    }

    private List<Entry> entries() {
        var names = new HashSet<>(parts.requested().keySet());
        names.addAll(parts.used().keySet());
        return names.stream()
                .map(name -> new Entry(
                        name,
                        parts.requested().getOrDefault(name, Amounts.UNKNOWN),
                        parts.used().getOrDefault(name, Amounts.UNKNOWN)))
                .toList();
    }

    private static Amounts sum(List<Entry> entries, Function<Entry, Amounts> what) {
        return entries.stream().map(what).reduce(Amounts.UNKNOWN, Amounts::plus);
    }

    private TableRow row(Entry entry) {
        var name = entry.name();
        var used = query.by() == Grouping.MACHINES
                ? entry.used()
                : board.use()
                        .settled(
                                entry.used(),
                                Optional.ofNullable(parts.requested().get(name)));
        var slash = query.by() == Grouping.APPLICATIONS ? name.indexOf('/') : -1;
        return new TableRow(
                name.substring(slash + 1),
                slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash)),
                query.by() == Grouping.MACHINES ? Optional.of(machine(name)) : Optional.empty(),
                figures(entry.requested(), board::counted),
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
                figures(machine.map(MachineView::allocatable).orElse(Amounts.UNKNOWN), board::counted),
                planes.of(name));
    }

    private static Map<String, Figure> figures(Amounts amounts, BiFunction<Measure, Amounts, Figure> figure) {
        var figures = new LinkedHashMap<String, Figure>();
        for (var measure : List.of(Measure.values())) {
            figures.put(measure.wireName(), figure.apply(measure, amounts));
        }
        return figures;
    }
}
