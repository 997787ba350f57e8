package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubesphere.ai.testing.S3ForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectStoreTest extends ObjectStoreContract {
    private S3ForTests server;
    private ObjectStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = S3ForTests.start(directory);
        store = ObjectStore.onS3(location());
    }

    private S3Location location() {
        return new S3Location(
                Optional.of(server.endpoint()),
                S3ForTests.BUCKET,
                "us-east-1",
                Optional.of(new S3Location.Credentials(S3ForTests.KEY, S3ForTests.SECRET)),
                true,
                Duration.ofSeconds(30));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(location().toString()).contains(S3ForTests.KEY).doesNotContain(S3ForTests.SECRET);
    }
}
