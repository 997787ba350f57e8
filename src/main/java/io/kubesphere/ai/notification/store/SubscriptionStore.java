package io.kubesphere.ai.notification.store;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import io.kubesphere.ai.kernel.storage.SqlListing;
import io.kubesphere.ai.kernel.storage.SqlListing.Condition;
import io.kubesphere.ai.notification.HappeningKind;
import io.kubesphere.ai.notification.Subscription.Filter;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Who wants to know what. */
@ApplicationScoped
public class SubscriptionStore {
    private static final String WITH_COURSE =
            """
            (SELECT s.*, (SELECT count(*) FROM notification.delivery d
              WHERE d.subscription_id = s.id AND d.state = 'Waiting') AS waiting FROM notification.subscription s) w
            """;
    private static final SqlListing LISTING = new SqlListing(
            WITH_COURSE,
            Map.of("metadata.name", "name", "creator", "creator", "filter.owner", "owner"),
            Map.of(ListQuery.BY_CREATION, "created_at", ListQuery.BY_NAME, "name"),
            "id");

    private final Database database;

    SubscriptionStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static SubscriptionStore over(Database database) {
        return new SubscriptionStore(database);
    }

    public Page<SubscriptionRow> page(String namespace, ListQuery query) {
        var scope = new Condition("namespace = :namespace", Map.of("namespace", namespace));
        return database.with(handle -> LISTING.page(handle, scope, query, SubscriptionStore::row));
    }

    public Optional<SubscriptionRow> find(String namespace, String name) {
        return database.with(handle -> handle.createQuery(
                        "SELECT * FROM " + WITH_COURSE + " WHERE namespace = :namespace AND name = :name")
                .bind("namespace", namespace)
                .bind("name", name)
                .map(SubscriptionStore::row)
                .findOne());
    }

    /** Makes one unless the project has so many; whether it was made. A CONFLICT when the name is taken. */
    public boolean create(SubscriptionRow row, int most) {
        return database.transaction(handle -> {
            // Two that are made at the same time are counted one after the other.
            handle.createQuery(
                            "SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(:namespace, 4001))) AS locked")
                    .bind("namespace", row.namespace())
                    .mapTo(Integer.class)
                    .one();
            return bound(
                                    handle.createUpdate(
                                            """
                                    INSERT INTO notification.subscription (id, namespace, name, creator, kinds, owner,
                                      application, queue, url, secret, credential, paused)
                                    SELECT :id, :namespace, :name, :creator, :kinds, :owner, :application, :queue, :url,
                                      :secret, :credential, :paused
                                    WHERE (SELECT count(*) FROM notification.subscription
                                           WHERE namespace = :namespace) < :most
                                    """),
                                    row)
                            .bind("creator", row.creator())
                            .bind("most", most)
                            .execute()
                    == 1;
        });
    }

    /** Replaces one; what waits is tried at once, since the reason why it failed may be gone. Whether it was there. */
    public boolean replace(SubscriptionRow row) {
        return database.with(handle -> bound(
                                handle.createUpdate(
                                        """
                                UPDATE notification.subscription SET kinds = :kinds, owner = :owner,
                                  application = :application, queue = :queue, url = :url, secret = :secret,
                                  credential = :credential, paused = :paused, next_at = now()
                                WHERE id = :id AND namespace = :namespace AND name = :name
                                """),
                                row)
                        .execute()
                == 1);
    }

    /** Makes the operator's own, or has it want these kinds. */
    public void keep(SubscriptionRow row) {
        var unused = database.with(handle -> bound(
                        handle.createUpdate(
                                """
                                INSERT INTO notification.subscription (id, namespace, name, creator, kinds, owner,
                                  application, queue, url, secret, credential, paused)
                                VALUES (:id, :namespace, :name, '', :kinds, :owner, :application, :queue, :url, :secret,
                                  :credential, :paused)
                                ON CONFLICT (namespace, name) DO UPDATE SET kinds = excluded.kinds
                                """),
                        row)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, SubscriptionRow row) {
        return statement
                .bind("id", row.id())
                .bind("namespace", row.namespace())
                .bind("name", row.name())
                .bind("kinds", row.kinds().stream().map(Enum::name).distinct().toArray(String[]::new))
                .bind("owner", row.filter().owner())
                .bind("application", row.filter().application())
                .bind("queue", row.filter().queue())
                .bind("url", row.target().url())
                .bind("secret", row.target().secret())
                .bind("credential", row.target().credential())
                .bind("paused", row.paused());
    }

    /** Whether it was there. */
    public boolean delete(String namespace, String name) {
        return database.with(handle -> handle.createUpdate(
                                "DELETE FROM notification.subscription WHERE namespace = :namespace AND name = :name")
                        .bind("namespace", namespace)
                        .bind("name", name)
                        .execute()
                == 1);
    }

    static SubscriptionRow row(ResultSet row, StatementContext context) throws SQLException {
        return new SubscriptionRow(
                row.getObject("id", UUID.class),
                row.getString("namespace"),
                row.getString("name"),
                row.getString("creator"),
                kinds(row),
                new Filter(row.getString("owner"), row.getString("application"), row.getString("queue")),
                new SubscriptionRow.Secrets(row.getString("url"), row.getString("secret"), row.getString("credential")),
                row.getBoolean("paused"),
                new SubscriptionRow.Course(
                        RowTimes.read(row, "created_at"),
                        row.getLong("waiting"),
                        row.getInt("failures"),
                        RowTimes.maybe(row, "next_at")));
    }

    private static List<HappeningKind> kinds(ResultSet row) throws SQLException {
        return Arrays.stream((String[]) row.getArray("kinds").getArray())
                .map(HappeningKind::valueOf)
                .toList();
    }
}
