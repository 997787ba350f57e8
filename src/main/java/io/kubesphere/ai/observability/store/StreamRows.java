package io.kubesphere.ai.observability.store;

import io.kubesphere.ai.observability.LogGap;
import io.kubesphere.ai.observability.RunRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Values from rows. */
final class StreamRows {
    private StreamRows() {}

    static StreamKey key(ResultSet row) throws SQLException {
        var rank = row.getInt("rank");
        return new StreamKey(
                new RunRef(row.getString("namespace"), row.getString("run_uid")),
                row.getString("pod"),
                row.getString("pod_uid"),
                row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rank),
                row.getString("container"),
                row.getInt("restart"));
    }

    static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getLong("id"), key(row), row.getInt("lease_epoch"), row.getLong("lines"), row.getInt("chunks"));
    }

    static Optional<Instant> lineTime(ResultSet row, String column) throws SQLException {
        var nanos = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(LogTime.instant(nanos));
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    static LogGap gap(ResultSet row) throws SQLException {
        return new LogGap(
                row.getLong("stream_id"),
                row.getLong("before_line"),
                LogGap.Reason.valueOf(row.getString("reason")),
                row.getTimestamp("found_at").toInstant());
    }
}
