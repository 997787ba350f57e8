import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The same S3 server without the platform. */
final class RawStore implements AutoCloseable {
    static final String BUCKET = "ai-platform";
    static final String KEY = "access";
    static final String SECRET = "secret-secret";

    private final S3Client s3;

    RawStore(URI endpoint) {
        s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, SECRET)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    void put(String key, Path file) {
        s3.putObject(to -> to.bucket(BUCKET).key(key), RequestBody.fromFile(file));
    }

    void get(String key, Path file) {
        s3.getObject(from -> from.bucket(BUCKET).key(key), file);
    }

    @Override
    public void close() {
        s3.close();
    }
}
