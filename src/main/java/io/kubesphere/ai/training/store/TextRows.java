package io.kubesphere.ai.training.store;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.ReportedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Parameters and tags: as rows of a run, and as JSON where they belong to something smaller. */
@ApplicationScoped
class TextRows {
    private static final Logger LOG = Logger.getLogger(TextRows.class);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ObjectMapper json;

    TextRows(ObjectMapper json) {
        this.json = json;
    }

    static Map<String, String> map(Collection<ReportedText> texts) {
        return texts.stream().collect(toMap(ReportedText::key, ReportedText::value, (first, last) -> last));
    }

    static Optional<String> tag(Handle handle, UUID run, String key) {
        return handle.createQuery("SELECT value FROM training.reported_tag WHERE run = :run AND key = :key")
                .bind("run", run)
                .bind("key", key)
                .mapTo(String.class)
                .findOne();
    }

    static void putTag(Handle handle, UUID run, ReportedText tag) {
        putTags(handle, run, List.of(tag));
    }

    /** The last of several values for one key counts. */
    static void putTags(Handle handle, UUID run, List<ReportedText> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var last = map(tags).entrySet().stream()
                .map(tag -> new ReportedText(tag.getKey(), tag.getValue()))
                .toList();
        handle.createUpdate(
                        """
                        INSERT INTO training.reported_tag (run, key, value)
                        SELECT :run, key, value FROM unnest(:keys, :values) AS tag (key, value) ORDER BY key
                        ON CONFLICT (run, key) DO UPDATE SET value = excluded.value
                        """)
                .bind("run", run)
                .bind("keys", column(last, ReportedText::key))
                .bind("values", column(last, ReportedText::value))
                .execute();
    }

    /** Whether there was such a tag. */
    static boolean removeTag(Handle handle, UUID run, String key) {
        return handle.createUpdate("DELETE FROM training.reported_tag WHERE run = :run AND key = :key")
                        .bind("run", run)
                        .bind("key", key)
                        .execute()
                > 0;
    }

    /** Adds parameters and answers all of these keys as they are stored now; a value that is there never changes. */
    static Map<String, String> addParameters(Handle handle, UUID run, List<ReportedText> parameters) {
        if (parameters.isEmpty()) {
            return Map.of();
        }
        handle.createUpdate(
                        """
                        INSERT INTO training.reported_parameter (run, key, value)
                        SELECT :run, key, value FROM unnest(:keys, :values) AS parameter (key, value) ORDER BY key
                        ON CONFLICT DO NOTHING
                        """)
                .bind("run", run)
                .bind("keys", column(parameters, ReportedText::key))
                .bind("values", column(parameters, ReportedText::value))
                .execute();
        return handle
                .createQuery(
                        "SELECT key, value FROM training.reported_parameter WHERE run = :run AND key = ANY (:keys)")
                .bind("run", run)
                .bind("keys", column(parameters, ReportedText::key))
                .map((row, context) -> new ReportedText(row.getString("key"), row.getString("value")))
                .stream()
                .collect(toMap(ReportedText::key, ReportedText::value));
    }

    private static String[] column(List<ReportedText> texts, Function<ReportedText, String> part) {
        return texts.stream().map(part).toArray(String[]::new);
    }

    String json(Map<String, String> texts) {
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "a report cannot be written as JSON")
                    .because(impossible);
        }
    }

    Map<String, String> map(String text) {
        try {
            return json.readValue(text, TEXTS);
        } catch (JsonProcessingException unreadable) {
            throw Problem.of(Problem.Code.INTERNAL, "a stored report cannot be read")
                    .because(unreadable);
        }
    }

    /** What a program sends as a JSON object. */
    ObjectNode object(String text) {
        try {
            if (json.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException unreadable) {
            throw noObject().because(unreadable);
        }
        throw noObject();
    }

    private static Problem noObject() {
        return Problem.of(Problem.Code.INVALID, "the description of a model must be a JSON object");
    }

    /** A list that lies in a tag; a program may have put something else there, which is replaced. */
    ArrayNode array(String text) {
        try {
            return json.readTree(text) instanceof ArrayNode array ? array : json.createArrayNode();
        } catch (JsonProcessingException somethingElse) {
            LOG.debugf(somethingElse, "a tag holds no list");
            return json.createArrayNode();
        }
    }

    List<ReportedText> list(String text) {
        return map(text).entrySet().stream()
                .map(entry -> new ReportedText(entry.getKey(), entry.getValue()))
                .toList();
    }
}
