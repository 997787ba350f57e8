package io.kubesphere.ai.dataset.control;

import io.kubesphere.ai.kernel.storage.ObjectStore;
import io.kubesphere.ai.kernel.storage.S3Location;
import io.kubesphere.ai.testing.S3ForTests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadToS3Test extends UploadContract {
    private S3ForTests server;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = S3ForTests.start(directory);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    ObjectStore store() {
        return ObjectStore.onS3(location(server));
    }

    static S3Location location(S3ForTests server) {
        return new S3Location(
                Optional.of(server.endpoint()),
                S3ForTests.BUCKET,
                "us-east-1",
                Optional.of(new S3Location.Credentials(S3ForTests.KEY, S3ForTests.SECRET)),
                true,
                Duration.ofSeconds(30));
    }
}
