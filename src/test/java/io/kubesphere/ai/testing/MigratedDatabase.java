package io.kubesphere.ai.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.kubesphere.ai.kernel.storage.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with all our schemas, started once per JVM; tests keep apart by the ids they use. */
public final class MigratedDatabase {
    private static final String USER = "postgres";
    private static final int CONNECTIONS = 16;
    private static final EmbeddedPostgres SERVER = start();
    private static final DataSource SOURCE = migrated(SERVER.getPostgresDatabase());
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private MigratedDatabase() {}

    public static Database database() {
        return new Database(jdbi());
    }

    /** For what a test arranges or looks at behind the stores' backs. */
    public static Jdbi jdbi() {
        return Jdbi.create(SOURCE);
    }

    /** Where another process finds the same database. */
    public static String url() {
        return SERVER.getJdbcUrl(USER, "postgres");
    }

    /** An empty database with all schemas, for code that looks at whole tables; close it to give its connections back. */
    public static AgroalDataSource own() {
        var name = "test" + DATABASES.incrementAndGet();
        jdbi().useHandle(handle -> handle.execute("CREATE DATABASE " + name + " TEMPLATE " + Template.NAME));
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(SERVER.getJdbcUrl(USER, name))
                                .principal(new NamePrincipal(USER))
                                .credential(new SimplePassword(USER))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A copy to copy from: nobody may be connected to it. */
    private static final class Template {
        static final String NAME = template();

        private static String template() {
            jdbi().useHandle(handle -> handle.execute("CREATE DATABASE migrated"));
            migrated(SERVER.getDatabase(USER, "migrated"));
            return "migrated";
        }
    }

    /** The server ends with the JVM. */
    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static DataSource migrated(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
        return source;
    }
}
