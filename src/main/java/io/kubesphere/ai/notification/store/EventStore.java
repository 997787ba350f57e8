package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.notification.Happening;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What has happened, recorded once per key together with whom it is for. */
@ApplicationScoped
public class EventStore {
    private static final String MATCHING =
            """
            INSERT INTO notification.delivery (id, subscription_id, event_seq, namespace, object, next_at)
            SELECT gen_random_uuid(), s.id, e.seq, s.namespace, e.object_kind || '/' || e.object_uid, e.due_at
            FROM notification.event e JOIN notification.subscription s ON s.namespace IN (e.namespace, '')
            WHERE e.seq = :seq AND NOT s.paused AND e.kind = ANY (s.kinds)
              AND s.owner IN ('', e.owner) AND s.application IN ('', e.application) AND s.queue IN ('', e.queue)
            """;
    private static final String ONLY =
            """
            INSERT INTO notification.delivery (id, subscription_id, event_seq, namespace, object, next_at)
            SELECT gen_random_uuid(), s.id, e.seq, s.namespace, e.object_kind || '/' || e.object_uid, e.due_at
            FROM notification.event e, notification.subscription s WHERE e.seq = :seq AND s.id = :only RETURNING id
            """;

    private final Database database;

    EventStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static EventStore over(Database database) {
        return new EventStore(database);
    }

    /** The id that receivers see: the same for the same key, for ever. */
    public static UUID id(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** Records it for all who want it; the same key again changes nothing. */
    public void record(Happening happening) {
        var unused = database.transaction(handle -> insert(handle, happening, new Hold(null, Duration.ZERO))
                .map(seq -> handle.createUpdate(MATCHING).bind("seq", seq).execute()));
    }

    /** Records it for one subscription alone, and answers the delivery. */
    public UUID recordFor(UUID subscription, Happening happening) {
        return database.transaction(handle -> {
            var seq = insert(handle, happening, new Hold(null, Duration.ZERO)).orElseThrow();
            return handle.createQuery(ONLY)
                    .bind("seq", seq)
                    .bind("only", subscription)
                    .mapTo(UUID.class)
                    .one();
        });
    }

    /** That a condition is told, and after how long. */
    record Hold(String condition, Duration after) {}

    /** In the transaction of a condition's change. */
    static void recordHeld(Handle handle, Happening happening, Hold hold) {
        insert(handle, happening, hold)
                .ifPresent(seq -> handle.createUpdate(MATCHING).bind("seq", seq).execute());
    }

    private static Optional<Long> insert(Handle handle, Happening happening, Hold hold) {
        var about = happening.about();
        return handle.createQuery(
                        """
                        INSERT INTO notification.event (id, key, condition, kind, namespace, workspace, object_kind,
                          object_name, object_uid, owner, application, queue, reason, message, next_step, occurred_at,
                          due_at)
                        VALUES (:id, :key, :condition, :kind, :namespace, :workspace, :objectKind, :objectName,
                          :objectUid, :owner, :application, :queue, :reason, :message, :nextStep, :at,
                          now() + make_interval(secs => :after))
                        ON CONFLICT (key) DO NOTHING RETURNING seq
                        """)
                .bind("id", id(happening.key()))
                .bind("key", happening.key())
                .bind("condition", hold.condition())
                .bind("kind", happening.kind().name())
                .bind("namespace", about.project())
                .bind("workspace", about.workspace())
                .bind("objectKind", about.object().kind())
                .bind("objectName", about.object().name())
                .bind("objectUid", about.object().uid())
                .bind("owner", about.owner())
                .bind("application", about.application())
                .bind("queue", about.queue())
                .bind("reason", happening.words().reason())
                .bind("message", happening.words().message())
                .bind("nextStep", happening.words().nextStep())
                .bind("at", RowTimes.of(happening.at()))
                .bind("after", RowTimes.seconds(hold.after()))
                .mapTo(Long.class)
                .findOne();
    }
}
