package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.testing.S3ForTests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ObjectStoreTest extends LargeObjectContract {
    private S3ForTests server;
    private ObjectStore store;

    @BeforeAll
    void start(@TempDir Path directory) {
        server = S3ForTests.start(directory);
        store = ObjectStore.onS3(config(server.endpoint()).s3());
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
    void serverThatIsAwayIsUnavailable() {
        var away = ObjectStore.onS3(config(URI.create("http://127.0.0.1:1")).s3());

        var failed = catchThrowableOfType(Problem.class, away::probe);

        assertThat(failed.code()).isEqualTo(Problem.Code.UNAVAILABLE);
    }

    @Test
    void contentCanBeSentAgainUntilMuchOfItWasRead() throws IOException {
        var content = new byte[1 << 20];
        var body = S3ObjectStore.once(new ByteArrayInputStream(content), content.length)
                .contentStreamProvider();

        try (var first = body.newStream()) {
            first.readNBytes(100_000);
        }
        try (var second = body.newStream()) {
            assertThat(second.readAllBytes()).hasSize(content.length);
        }
        assertThatThrownBy(body::newStream).hasMessageContaining("sent once already");
    }

    @Test
    void bucketIsMadeOnce() {
        var location = config(server.endpoint()).s3();
        try (var s3 = S3Clients.client(location)) {
            BucketStart.ensure(s3, "fresh-bucket");
            BucketStart.ensure(s3, "fresh-bucket");

            assertThat(s3.listBuckets().buckets())
                    .filteredOn(bucket -> bucket.name().equals("fresh-bucket"))
                    .hasSize(1);
        }
    }

    @Test
    void secretIsNotPrinted() {
        assertThat(config(server.endpoint()).s3().toString())
                .contains(S3ForTests.KEY)
                .doesNotContain(S3ForTests.SECRET);
    }

    private static ObjectStoreConfig config(URI endpoint) {
        return new ObjectStoreConfig() {
            @Override
            public Kind kind() {
                return Kind.S3;
            }

            @Override
            public Optional<Path> directory() {
                return Optional.empty();
            }

            @Override
            public Optional<URI> endpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public Optional<URI> publicEndpoint() {
                return Optional.of(endpoint);
            }

            @Override
            public Duration linkLife() {
                return Duration.ofMinutes(15);
            }

            @Override
            public String bucket() {
                return S3ForTests.BUCKET;
            }

            @Override
            public String region() {
                return "us-east-1";
            }

            @Override
            public Optional<String> accessKey() {
                return Optional.of(S3ForTests.KEY);
            }

            @Override
            public Optional<String> secretKey() {
                return Optional.of(S3ForTests.SECRET);
            }

            @Override
            public boolean pathStyle() {
                return true;
            }

            @Override
            public Duration timeout() {
                return Duration.ofSeconds(5);
            }
        };
    }
}
