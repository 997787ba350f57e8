package io.kubesphere.ai.training.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.workload.Explanation;
import io.kubesphere.ai.kernel.workload.Phase;
import io.kubesphere.ai.training.AlgorithmUse;
import io.kubesphere.ai.training.InputUse;
import io.kubesphere.ai.training.RunRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Translates between records and rows. */
@ApplicationScoped
class RunRows implements RowMapper<RunRecord> {
    private static final TypeReference<Map<String, JsonNode>> PARAMETERS = new TypeReference<>() {};
    private static final TypeReference<List<InputUse>> INPUTS = new TypeReference<>() {};
    private static final TypeReference<Explanation> EXPLANATION = new TypeReference<>() {};
    private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};

    private final ObjectMapper json;

    RunRows(ObjectMapper json) {
        this.json = json;
    }

    /** Values by parameter name; absent ones are null, as JDBC wants them. */
    Map<String, Object> values(RunRecord run) {
        var values = new HashMap<String, Object>();
        values.put("uid", UUID.fromString(run.uid()));
        values.put("namespace", run.namespace());
        values.put("name", run.name());
        values.put("workspace", run.workspace());
        values.put("creator", run.creator());
        values.put("createdAt", time(run.createdAt()));
        values.put("spec", text(run.spec()));
        values.put("parameters", text(run.parameters()));
        values.put("inputs", text(run.inputs()));
        values.put("engine", run.engine());
        values.put("phase", run.phase().name());
        values.put("reason", run.explanation().reason());
        values.put("explanation", text(run.explanation()));
        values.put("startedAt", run.times().startedAt().map(this::time).orElse(null));
        values.put("finishedAt", run.times().finishedAt().map(this::time).orElse(null));
        values.put(
                "algorithmNamespace",
                run.algorithm().map(AlgorithmUse::namespace).orElse(null));
        values.put("algorithmName", run.algorithm().map(AlgorithmUse::name).orElse(null));
        values.put(
                "algorithmVersion", run.algorithm().map(AlgorithmUse::version).orElse(null));
        values.put("algorithmDigest", run.algorithm().map(AlgorithmUse::digest).orElse(null));
        values.put("algorithm", run.algorithm().map(use -> text(use.spec())).orElse(null));
        return values;
    }

    OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public RunRecord map(ResultSet row, StatementContext context) throws SQLException {
        return new RunRecord(
                row.getString("uid"),
                row.getString("namespace"),
                row.getString("name"),
                row.getString("workspace"),
                row.getString("creator"),
                row.getTimestamp("created_at").toInstant(),
                read(row, "spec", TREE),
                algorithm(row),
                read(row, "parameters", PARAMETERS),
                read(row, "inputs", INPUTS),
                true,
                row.getString("engine"),
                Phase.valueOf(row.getString("phase")),
                read(row, "explanation", EXPLANATION),
                new RunRecord.Times(
                        instant(row, "started_at"), instant(row, "finished_at"), instant(row, "deleted_at")));
    }

    private Optional<AlgorithmUse> algorithm(ResultSet row) throws SQLException {
        var name = row.getString("algorithm_name");
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(new AlgorithmUse(
                row.getString("algorithm_namespace"),
                name,
                row.getString("algorithm_version"),
                row.getString("algorithm_digest"),
                read(row, "algorithm", TREE)));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private <V> V read(ResultSet row, String column, TypeReference<V> type) throws SQLException {
        try {
            return json.readValue(row.getString(column), type);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of a run is not readable")
                    .because(unreadable);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "the record of a run is not writable")
                    .because(impossible);
        }
    }
}
