package io.kubesphere.ai.overview.rest;

import io.kubesphere.ai.overview.Figure;
import io.kubesphere.ai.overview.Grouping;
import io.kubesphere.ai.overview.History;
import io.kubesphere.ai.overview.Measure;
import io.kubesphere.ai.overview.Table;
import io.kubesphere.ai.overview.TableRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Breakdowns and histories as CSV (RFC 4180); an absent figure is an empty cell. */
final class CsvTable {
    static final String TYPE = "text/csv;charset=UTF-8";
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");
    private static final Pattern FORMULA = Pattern.compile("[=+@\\t\\r-].*", Pattern.DOTALL);

    private final StringBuilder text = new StringBuilder();

    private CsvTable() {}

    static String of(Table table) {
        var csv = new CsvTable();
        var head = new ArrayList<>(List.of(table.by(), "namespace", "state"));
        for (var measure : Measure.values()) {
            head.add("requested " + measure.wireName() + " (" + measure.unit() + ")");
            head.add("used " + measure.wireName() + " (" + measure.unit() + ")");
            head.add("used " + measure.wireName() + " at");
        }
        var hasPlanes = table.by().equals(Grouping.MACHINES.wireName());
        head.addAll(hasPlanes ? PlaneColumns.head() : List.of());
        csv.line(head);
        table.items().forEach(row -> csv.line(cells(row.name(), row)));
        csv.line(cells("(unattributed)", table.unattributed()));
        return csv.text.toString();
    }

    static String of(History history) {
        var csv = new CsvTable();
        csv.line(List.of("line", "time", history.measure() + " (" + history.unit() + ")"));
        history.lines().forEach(line -> line.points()
                .forEach(point -> csv.line(List.of(
                        line.name(), point.time().toString(), point.value().toPlainString()))));
        return csv.text.toString();
    }

    private static List<String> cells(String name, TableRow row) {
        var cells = new ArrayList<String>();
        cells.add(name);
        cells.add(row.namespace().orElse(""));
        cells.add(row.machine().map(TableRow.MachineState::state).orElse(""));
        for (var measure : Measure.values()) {
            cells.add(value(row.requested(), measure));
            cells.add(value(row.used(), measure));
            cells.add(Optional.ofNullable(row.used().get(measure.wireName()))
                    .flatMap(Figure::time)
                    .map(Object::toString)
                    .orElse(""));
        }
        row.machine().ifPresent(machine -> cells.addAll(PlaneColumns.cells(machine.planes())));
        return cells;
    }

    private static String value(Map<String, Figure> figures, Measure measure) {
        return Optional.ofNullable(figures.get(measure.wireName()))
                .flatMap(Figure::value)
                .map(BigDecimal::toPlainString)
                .orElse("");
    }

    private void line(List<String> cells) {
        text.append(cells.stream().map(CsvTable::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    /** A spreadsheet must not take a name for a formula; a number may begin with a minus. */
    private static String cell(String text) {
        var isFormula = FORMULA.matcher(text).matches() && !text.matches("-?\\d+(\\.\\d+)?");
        var plain = isFormula ? "'" + text : text;
        return NEEDS_QUOTES.matcher(plain).find() ? "\"" + plain.replace("\"", "\"\"") + "\"" : plain;
    }
}
