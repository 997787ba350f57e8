package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.observability.LogGap;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Which chunks a stream has. Every change names the claim it is made under, and the state it was made for. */
@ApplicationScoped
public class ChunkStore {
    private final Database database;

    public ChunkStore(Database database) {
        this.database = database;
    }

    /**
     * Lines to add.
     *
     * @param before lines of the stream so far
     * @param chunk with the new lines; it takes the last one's place when it has the last one's number
     * @param content bytes of the new lines
     * @param gap in front of the new lines
     */
    record Addition(
            Claim claim, long before, ChunkRow chunk, boolean grows, long content, Optional<LogGap.Reason> gap) {}

    /** Adds lines; false, and nothing happens, when the claim is no longer the newest. */
    boolean add(Addition addition) {
        return database.transaction(handle -> {
            if (!advance(handle, addition)) {
                return holds(handle, addition.chunk());
            }
            addition.gap().ifPresent(reason -> mark(handle, addition.claim(), addition.before() + 1, reason));
            put(handle, addition);
            return true;
        });
    }

    private static boolean advance(Handle handle, Addition addition) {
        var chunk = addition.chunk();
        return handle.createUpdate(
                                """
                                UPDATE observability.log_stream SET lines = :lines, bytes = bytes + :content,
                                  chunks = :chunks, first_time = coalesce(first_time, :firstTime),
                                  last_time = :lastTime, seen_at = now()
                                WHERE id = :stream AND lease_epoch = :epoch AND lines = :before
                                  AND chunks = :chunksBefore AND completed_at IS NULL AND deleted_at IS NULL
                                """)
                        .bind("lines", chunk.lastLine())
                        .bind("content", addition.content())
                        .bind("chunks", chunk.seq() + 1)
                        .bind("chunksBefore", addition.grows() ? chunk.seq() + 1 : chunk.seq())
                        .bind("firstTime", chunk.times().first())
                        .bind("lastTime", chunk.times().last())
                        .bind("stream", chunk.stream())
                        .bind("epoch", addition.claim().epoch())
                        .bind("before", addition.before())
                        .execute()
                == 1;
    }

    /** When the answer to a commit got lost the same is added again; a key is one claim's own. */
    private static boolean holds(Handle handle, ChunkRow chunk) {
        return handle.createQuery(
                        """
                        SELECT lines FROM observability.log_chunk
                        WHERE stream_id = :stream AND seq = :seq AND object_key = :key
                        """)
                .bind("stream", chunk.stream())
                .bind("seq", chunk.seq())
                .bind("key", chunk.key())
                .mapTo(Integer.class)
                .findOne()
                .filter(lines -> lines == chunk.lines())
                .isPresent();
    }

    private static void put(Handle handle, Addition addition) {
        var chunk = addition.chunk();
        var statement = addition.grows()
                ? """
                  UPDATE observability.log_chunk SET lines = :lines, last_time = :lastTime, newest_time = :newestTime,
                    bytes = :bytes, stored_bytes = :stored, stored_at = now()
                  WHERE stream_id = :stream AND seq = :seq AND object_key = :key
                  """
                : """
                  INSERT INTO observability.log_chunk (stream_id, seq, first_line, lines, first_time, last_time,
                    newest_time, bytes, stored_bytes, object_key)
                  VALUES (:stream, :seq, :firstLine, :lines, :firstTime, :lastTime, :newestTime, :bytes, :stored, :key)
                  """;
        var unused = handle.createUpdate(statement)
                .bind("stream", chunk.stream())
                .bind("seq", chunk.seq())
                .bind("firstLine", chunk.firstLine())
                .bind("lines", chunk.lines())
                .bind("firstTime", chunk.times().first())
                .bind("lastTime", chunk.times().last())
                .bind("newestTime", chunk.times().newest())
                .bind("bytes", chunk.content())
                .bind("stored", chunk.stored())
                .bind("key", chunk.key())
                .execute();
    }

    private static void mark(Handle handle, Claim claim, long beforeLine, LogGap.Reason reason) {
        var unused = handle.createUpdate(
                        """
                        INSERT INTO observability.log_gap (stream_id, before_line, reason)
                        VALUES (:stream, :line, :reason) ON CONFLICT (stream_id, before_line) DO NOTHING
                        """)
                .bind("stream", claim.stream())
                .bind("line", beforeLine)
                .bind("reason", reason.name())
                .execute();
    }

    /** Nothing will be added any more; {@code gap} is what is missing at the end. False when the claim is not the newest. */
    boolean complete(Claim claim, long lines, Optional<LogGap.Reason> gap) {
        return database.transaction(handle -> {
            var completed = handle.createUpdate(
                            """
                            UPDATE observability.log_stream SET completed_at = coalesce(completed_at, now())
                            WHERE id = :stream AND lease_epoch = :epoch AND lines = :lines AND deleted_at IS NULL
                            """)
                    .bind("stream", claim.stream())
                    .bind("epoch", claim.epoch())
                    .bind("lines", lines)
                    .execute();
            if (completed == 1) {
                gap.ifPresent(reason -> mark(handle, claim, lines + 1, reason));
            }
            return completed == 1;
        });
    }

    /** Chunks that hold lines from a number on, in order. */
    List<ChunkRow> from(long stream, long line, int limit) {
        return select(
                """
                SELECT * FROM observability.log_chunk WHERE stream_id = :stream
                  AND first_line >= coalesce((SELECT max(first_line) FROM observability.log_chunk
                    WHERE stream_id = :stream AND first_line <= :value), 0)
                ORDER BY seq LIMIT :limit
                """,
                stream,
                line,
                limit);
    }

    /** Chunks that hold lines of a time or later, in order. */
    List<ChunkRow> since(long stream, long nanos) {
        return select(
                """
                SELECT * FROM observability.log_chunk WHERE stream_id = :stream AND newest_time >= :value
                ORDER BY seq LIMIT :limit
                """,
                stream,
                nanos,
                Integer.MAX_VALUE);
    }

    Optional<ChunkRow> last(long stream) {
        return select(
                        """
                        SELECT * FROM observability.log_chunk WHERE stream_id = :stream AND seq >= :value
                        ORDER BY seq DESC LIMIT :limit
                        """,
                        stream,
                        0,
                        1)
                .stream()
                .findFirst();
    }

    private List<ChunkRow> select(String sql, long stream, long value, int limit) {
        return database.with(handle -> handle.createQuery(sql)
                .bind("stream", stream)
                .bind("value", value)
                .bind("limit", limit)
                .map((row, context) -> chunk(row))
                .list());
    }

    private static ChunkRow chunk(ResultSet row) throws SQLException {
        return new ChunkRow(
                row.getLong("stream_id"),
                row.getInt("seq"),
                row.getLong("first_line"),
                row.getInt("lines"),
                new ChunkBuffer.Times(row.getLong("first_time"), row.getLong("last_time"), row.getLong("newest_time")),
                row.getLong("bytes"),
                row.getInt("stored_bytes"),
                row.getString("object_key"));
    }
}
