package io.kubesphere.ai.dataset.store;

import io.kubesphere.ai.kernel.content.Digest;
import io.kubesphere.ai.kernel.storage.Database;
import io.kubesphere.ai.kernel.storage.RowTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * What a collection must know and lock. One runs per space at a time, on one connection: when that breaks, its locks
 * are gone and its next statement fails, so it deletes nothing more.
 */
@ApplicationScoped
public class CollectionStore {
    private final Database database;

    CollectionStore(Database database) {
        this.database = database;
    }

    /** Over a database, without CDI. */
    public static CollectionStore over(Database database) {
        return new CollectionStore(database);
    }

    /** Projects that have or had datasets. */
    public List<String> projects() {
        return database.with(handle -> handle.createQuery("SELECT DISTINCT namespace FROM dataset.dataset ORDER BY 1")
                .mapTo(String.class)
                .list());
    }

    /** Spaces of the project's datasets whose manifests are here. */
    public List<String> spaces(String project) {
        return database.with(handle -> handle.createQuery(
                        """
                        SELECT v.space FROM dataset.version v JOIN dataset.dataset d ON d.id = v.dataset_id
                        WHERE d.namespace = :project
                        UNION
                        SELECT o.space FROM dataset.origin o JOIN dataset.upload u ON u.id = o.upload_id
                        JOIN dataset.dataset d ON d.id = u.dataset_id WHERE d.namespace = :project
                        """)
                .bind("project", project)
                .mapTo(String.class)
                .list());
    }

    /** Runs the work unless another replica collects in this space at the moment. */
    public <R> Optional<R> alone(String space, Function<Session, R> work) {
        return database.with(handle -> {
            if (!flag(handle, "SELECT pg_try_advisory_lock(hashtextextended(:space, 1003))", space)) {
                return Optional.<R>empty();
            }
            try {
                return Optional.of(work.apply(new Session(handle, space)));
            } finally {
                // A broken connection has no locks to give back.
                if (!handle.isClosed()) {
                    var unused = flag(handle, "SELECT pg_advisory_unlock(hashtextextended(:space, 1003))", space);
                }
            }
        });
    }

    private static boolean flag(Handle handle, String sql, String space) {
        return handle.createQuery(sql).bind("space", space).mapTo(Boolean.class).one();
    }

    /** A collection in one space. */
    public static final class Session {
        private final Handle handle;
        private final String space;

        private Session(Handle handle, String space) {
            this.handle = handle;
            this.space = space;
        }

        /** Gives up versions of the project whose time is over and that nobody needs; how many. */
        public int purge(String project, Instant now) {
            return VersionPurge.of(handle, project, now);
        }

        /** Datasets of the project that have no file left cannot be brought back any more. */
        public void close(String project, Instant now) {
            handle.createUpdate(
                            """
                            UPDATE dataset.dataset d SET purge_at = NULL
                            WHERE d.namespace = :project AND d.purge_at <= :now
                              AND NOT EXISTS (SELECT 1 FROM dataset.version v
                                              WHERE v.dataset_id = d.id AND v.purged_at IS NULL)
                            """)
                    .bind("project", project)
                    .bind("now", RowTimes.of(now))
                    .execute();
        }

        /** Closed uploads of the project whose leftovers nobody has removed. */
        public List<UUID> unswept(String project) {
            return handle.createQuery(
                            """
                            SELECT u.id FROM dataset.upload u JOIN dataset.dataset d ON d.id = u.dataset_id
                            WHERE d.namespace = :project AND u.state <> 'Open' AND u.swept_at IS NULL
                            """)
                    .bind("project", project)
                    .mapTo(UUID.class)
                    .list();
        }

        /** Forgets the files of a closed upload; from now on only versions protect their content. */
        public void swept(UUID upload, Instant now) {
            handle.useTransaction(each -> {
                each.execute("DELETE FROM dataset.upload_file WHERE upload_id = ?", upload);
                each.execute("DELETE FROM dataset.piecewise WHERE upload_id = ?", upload);
                each.execute("UPDATE dataset.upload SET swept_at = ? WHERE id = ?", RowTimes.of(now), upload);
            });
        }

        /** Manifests of versions in the space whose files are kept, with their numbers of files. */
        public List<Kept> kept() {
            return handle.createQuery(
                            """
                            SELECT v.digest, max(v.files) AS files FROM dataset.version v
                            WHERE v.space = :space AND v.purged_at IS NULL GROUP BY v.digest
                            """)
                    .bind("space", space)
                    .map((row, context) ->
                            new Kept(Digest.parse("digest", row.getString("digest")), row.getLong("files")))
                    .list();
        }

        /** A manifest that is kept. */
        public record Kept(Digest manifest, long files) {}

        /**
         * Deletes those of the contents that no upload has brought, while nobody can claim any; false when claims leave no
         * room for that now.
         */
        public boolean deleteUnclaimed(Collection<Digest> contents, Consumer<Set<Digest>> delete) {
            return whileNobodyClaims(() -> {
                var free = new HashSet<>(contents);
                free.removeAll(claimed(contents));
                delete.accept(free);
            });
        }

        private List<Digest> claimed(Collection<Digest> contents) {
            return handle.createQuery(
                            """
                            SELECT DISTINCT encode(u.digest, 'hex') FROM dataset.upload_file u
                            JOIN unnest(:digests) AS f (digest) ON u.digest = decode(f.digest, 'hex')
                            WHERE u.space = :space AND u.brought
                            """)
                    .bind("digests", contents.stream().map(Digest::hex).toArray(String[]::new))
                    .bind("space", space)
                    .mapTo(String.class)
                    .map(Digest::new)
                    .list();
        }

        /** The same for manifests that no version in the space has. */
        public boolean deleteUnknown(Collection<Digest> manifests, Consumer<Set<Digest>> delete) {
            return whileNobodyClaims(() -> {
                var free = new HashSet<>(manifests);
                kept().forEach(kept -> free.remove(kept.manifest()));
                delete.accept(free);
            });
        }

        private boolean whileNobodyClaims(Runnable work) {
            return handle.inTransaction(each -> {
                if (!flag(
                        each,
                        "SELECT pg_try_advisory_xact_lock(hashtextextended(:space, " + Spaces.SEED + "))",
                        space)) {
                    return false;
                }
                work.run();
                return true;
            });
        }

        /** Forgets where files lie that have stayed outside for versions that are given up, or that never came. */
        public void forgetOrigins() {
            handle.createUpdate(
                            """
                            DELETE FROM dataset.origin o USING dataset.upload u
                            WHERE o.space = :space AND u.id = o.upload_id AND u.state <> 'Open'
                              AND NOT EXISTS (SELECT 1 FROM dataset.version v
                                              WHERE v.id = u.version_id AND v.purged_at IS NULL)
                            """)
                    .bind("space", space)
                    .execute();
        }

        /** Notes what is in the space. */
        public void measured(long contents, long bytes, Instant now) {
            handle.createUpdate(
                            """
                            INSERT INTO dataset.space (space, contents, bytes, measured_at)
                            VALUES (:space, :contents, :bytes, :now)
                            ON CONFLICT (space) DO UPDATE SET contents = excluded.contents, bytes = excluded.bytes,
                              measured_at = excluded.measured_at
                            """)
                    .bind("space", space)
                    .bind("contents", contents)
                    .bind("bytes", bytes)
                    .bind("now", RowTimes.of(now))
                    .execute();
        }
    }
}
