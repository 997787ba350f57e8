package io.kubesphere.ai.dataset.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.dataset.DatasetFile;
import io.kubesphere.ai.dataset.StoredFile;
import io.kubesphere.ai.dataset.engine.TableTask;
import io.kubesphere.ai.dataset.engine.TableTask.Format;
import io.kubesphere.ai.dataset.engine.TableWorkers;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.storage.ByteRange;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Looks into table files by a worker process, which gets a copy of the file and nothing else. */
@ApplicationScoped
class TableLook {
    private static final int ROWS = 100;

    private final PreviewConfig config;
    private final TableWorkers workers;

    TableLook(PreviewConfig config) {
        this.config = config;
        this.workers = new TableWorkers(config.tablesAtOnce(), config.timeout());
    }

    /** The format of a table file by its name; empty for other files. */
    static Optional<Format> format(DatasetFile file) {
        return switch (file.mediaType()) {
            case "text/csv" -> Optional.of(Format.CSV);
            case "text/tab-separated-values" -> Optional.of(Format.TSV);
            case "application/x-ndjson" -> Optional.of(Format.JSON_LINES);
            case "application/vnd.apache.parquet" -> Optional.of(Format.PARQUET);
            default -> Optional.empty();
        };
    }

    JsonNode profile(StoredFile file, Format format) {
        return run(file, format, "", ROWS);
    }

    JsonNode query(StoredFile file, String sql, int rows) {
        var format = format(file.file())
                .orElseThrow(() -> Problem.of(
                        Problem.Code.INVALID,
                        "%s is no CSV, TSV, JSON lines or Parquet file",
                        file.file().path()));
        return run(file, format, sql, rows);
    }

    private JsonNode run(StoredFile file, Format format, String sql, int rows) {
        if (file.file().size() > config.largestTable()) {
            throw Problem.of(Problem.Code.INVALID, "the file has more than %d bytes", config.largestTable());
        }
        if (file.file().size() == 0) {
            throw Problem.of(Problem.Code.INVALID, "the file is empty");
        }
        try {
            var copy = Files.createTempFile("table", ".copy");
            try {
                fetch(file, copy);
                return workers.run(new TableTask(copy.toString(), format, sql, rows, config.memoryMegabytes()));
            } finally {
                Files.deleteIfExists(copy);
            }
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store broke off; try again")
                    .because(broken);
        }
    }

    private static void fetch(StoredFile file, Path copy) throws IOException {
        try (var in = file.open().apply(new ByteRange(0, file.file().size()))) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
