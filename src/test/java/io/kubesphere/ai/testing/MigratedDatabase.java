package io.kubesphere.ai.testing;

import io.kubesphere.ai.kernel.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with all our schemas, started once per JVM; tests keep apart by the ids they use. */
public final class MigratedDatabase {
    private static final DataSource SOURCE = start();

    private MigratedDatabase() {}

    public static Database database() {
        return new Database(jdbi());
    }

    /** For what a test arranges or looks at behind the stores' backs. */
    public static Jdbi jdbi() {
        return Jdbi.create(SOURCE);
    }

    /** The server ends with the JVM. */
    private static DataSource start() {
        try {
            var source = EmbeddedPostgres.start().getPostgresDatabase();
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:db/migration")
                    .outOfOrder(true)
                    .load()
                    .migrate();
            return source;
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }
}
