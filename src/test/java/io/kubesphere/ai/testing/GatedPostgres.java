package io.kubesphere.ai.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A real PostgreSQL that a test can take away: it gets the {@link Gate} injected. */
public final class GatedPostgres implements QuarkusTestResourceLifecycleManager {
    private EmbeddedPostgres postgres;
    private Gate gate;

    @Override
    public Map<String, String> start() {
        try {
            postgres = EmbeddedPostgres.start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        gate = Gate.before(postgres.getPort());
        return Map.of(
                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + gate.port() + "/postgres",
                "quarkus.datasource.username", "postgres",
                "quarkus.datasource.password", "postgres");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(gate, field -> field.getType() == Gate.class);
    }

    @Override
    public void stop() {
        try {
            if (postgres != null) {
                gate.close();
                postgres.close();
            }
        } catch (IOException notStopped) {
            throw new UncheckedIOException(notStopped);
        }
    }
}
