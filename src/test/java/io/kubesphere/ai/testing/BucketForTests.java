package io.kubesphere.ai.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** A bucket that is not the service's, at an address and with Secrets that the admin allows; tests get it as a field. */
public final class BucketForTests implements QuarkusTestResourceLifecycleManager {
    private S3ForTests server;

    @Override
    public Map<String, String> start() {
        try {
            server = S3ForTests.start(Files.createTempDirectory("foreign"));
            return Map.of("aip.outbound.allowed", "127.0.0.0/8", "aip.dataset.imports.secrets", "true");
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, field -> field.getType().equals(S3ForTests.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
