package io.kubesphere.ai.testing;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * One real PostgreSQL per JVM, with our schemas; each test class takes a database of its own, so that none sees another's
 * rows.
 */
public final class SharedPostgres {
    private static final int CONNECTIONS = 16;
    private static final String TEMPLATE = "migrated";

    private final EmbeddedPostgres server;
    private final AtomicInteger databases = new AtomicInteger();

    /** Starts the server when the first test asks for it; it ends with the JVM. */
    private static final class Holder {
        static final SharedPostgres ONLY = new SharedPostgres();
    }

    private SharedPostgres() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        execute("CREATE DATABASE " + TEMPLATE);
        Flyway.configure()
                .dataSource(server.getDatabase("postgres", TEMPLATE))
                .locations("db/migration")
                .outOfOrder(true)
                .load()
                .migrate();
    }

    /** An empty database with all schemas; close it to give its connections back. */
    public static AgroalDataSource database() {
        return Holder.ONLY.fresh();
    }

    private synchronized AgroalDataSource fresh() {
        var name = "test" + databases.incrementAndGet();
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        var configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(CONNECTIONS)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(server.getJdbcUrl("postgres", name))
                                .principal(new NamePrincipal("postgres"))
                                .credential(new SimplePassword("postgres"))));
        try {
            return AgroalDataSource.from(configuration);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void execute(String statement) {
        DataSource admin = server.getPostgresDatabase();
        try (var connection = admin.getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }
}
