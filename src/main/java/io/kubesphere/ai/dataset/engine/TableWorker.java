package io.kubesphere.ai.dataset.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A program of its own: looks into one file of a table with DuckDB and prints what it found as JSON. It runs apart from
 * the service, which ends it when it takes too long; inside, DuckDB may read that file and nothing else, and the SQL it
 * is given cannot change that.
 */
public final class TableWorker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BARS = 20;
    private static final int LONGEST_CELL = 2000;
    private static final List<String> NUMBERS = List.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "FLOAT",
            "DOUBLE",
            "DECIMAL");

    private final Connection duck;
    private final TableTask task;

    private TableWorker(Connection duck, TableTask task) {
        this.duck = duck;
        this.task = task;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        var task = JSON.readValue(System.in, TableTask.class);
        try (var duck = DriverManager.getConnection("jdbc:duckdb:")) {
            System.out.println(new TableWorker(duck, task).answer());
        }
    }

    private ObjectNode answer() throws SQLException {
        try {
            lock();
            return task.sql().isEmpty() ? profile() : table(task.sql(), task.rows());
        } catch (SQLException refused) {
            return JSON.createObjectNode().put("fault", firstLine(refused.getMessage()));
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("the file cannot be read");
    }

    /** Opens the file, then closes every door: what comes after can neither read nor write anything else. */
    private void lock() throws SQLException {
        try (var statement = duck.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SET memory_limit = '" + task.memoryMegabytes() + "MB'");
            statement.execute("SET temp_directory = ''");
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            statement.execute("SET allowed_paths = [" + quoted(task.file()) + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
            statement.execute("CREATE VIEW data AS SELECT * FROM " + source());
        }
    }

    private String source() {
        return switch (task.format()) {
            case CSV -> "read_csv(" + quoted(task.file()) + ")";
            case TSV -> "read_csv(" + quoted(task.file()) + ", delim = '\t')";
            case JSON_LINES -> "read_json(" + quoted(task.file()) + ", format = 'newline_delimited')";
            case PARQUET -> "read_parquet(" + quoted(task.file()) + ")";
        };
    }

    private ObjectNode profile() throws SQLException {
        var answer = table("SELECT * FROM data", task.rows());
        try (var statement = duck.createStatement()) {
            answer.put("totalRows", number(statement, "SELECT count(*) FROM data"));
            var statistics = answer.putArray("statistics");
            try (var rows = statement.executeQuery("SUMMARIZE data")) {
                while (rows.next()) {
                    statistics.add(row(rows));
                }
            }
            for (var column : statistics) {
                distribute((ObjectNode) column);
            }
        }
        return answer;
    }

    /** Adds what bars to draw: ranges of numbers, or the commonest values. */
    private void distribute(ObjectNode column) throws SQLException {
        var name = "\"" + column.path("column_name").asText().replace("\"", "\"\"") + "\"";
        var type = column.path("column_type").asText();
        var sql = NUMBERS.stream().anyMatch(type::startsWith)
                ? """
                  WITH r AS (SELECT min(%1$s)::DOUBLE AS low, max(%1$s)::DOUBLE AS high FROM data WHERE isfinite(%1$s::DOUBLE))
                  SELECT low + bar * (high - low) / %2$d AS value, count(*) AS rows FROM (
                    SELECT low, high, CASE WHEN high > low
                      THEN least(floor((%1$s::DOUBLE - low) / (high - low) * %2$d), %2$d - 1) ELSE 0 END AS bar
                    FROM data, r WHERE isfinite(%1$s::DOUBLE)) GROUP BY low, high, bar ORDER BY bar
                  """
                        .formatted(name, BARS)
                : """
                  SELECT CAST(%1$s AS VARCHAR)[:100] AS value, count(*) AS rows FROM data WHERE %1$s IS NOT NULL
                  GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT %2$d
                  """
                        .formatted(name, BARS);
        try (var statement = duck.createStatement();
                var rows = statement.executeQuery(sql)) {
            var bars = column.putArray("distribution");
            while (rows.next()) {
                bars.add(row(rows));
            }
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private ObjectNode table(String sql, int most) throws SQLException {
        var answer = JSON.createObjectNode();
        try (var statement = duck.createStatement();
                var rows = statement.executeQuery(sql)) {
            var meta = rows.getMetaData();
            var columns = answer.putArray("columns");
            for (var i = 1; i <= meta.getColumnCount(); i++) {
                columns.addObject().put("name", meta.getColumnLabel(i)).put("type", meta.getColumnTypeName(i));
            }
            var values = answer.putArray("rows");
            while (rows.next() && values.size() < most) {
                cells(rows, values.addArray(), meta.getColumnCount());
            }
        }
        return answer;
    }

    private static void cells(ResultSet rows, ArrayNode cells, int columns) throws SQLException {
        for (var i = 1; i <= columns; i++) {
            cells.add(cell(rows, i));
        }
    }

    private static String cell(ResultSet rows, int column) throws SQLException {
        var value = rows.getObject(column);
        if (value == null) {
            return null;
        }
        var text = value.toString();
        return text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text;
    }

    private static ObjectNode row(ResultSet rows) throws SQLException {
        var row = JSON.createObjectNode();
        var meta = rows.getMetaData();
        for (var i = 1; i <= meta.getColumnCount(); i++) {
            row.put(meta.getColumnLabel(i), cell(rows, i));
        }
        return row;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
