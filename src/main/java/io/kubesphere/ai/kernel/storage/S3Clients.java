package io.kubesphere.ai.kernel.storage;

import io.kubesphere.ai.kernel.outbound.OutboundNames;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes what speaks to an S3 server, or signs for others who do. */
final class S3Clients {
    /** Two for each thread that serves a request: a connection must never be what one waits for. */
    private static final int MOST_CONNECTIONS = 1000;

    /** Long enough for the next of many files, and shorter than servers keep a connection that nothing comes by. */
    private static final Duration MOST_IDLE = Duration.ofSeconds(5);

    private S3Clients() {}

    static S3Client client(S3Location location) {
        return client(
                location,
                credentials(location),
                new WatchedHttp.Builder(
                        Apache5HttpClient.builder()
                                .maxConnections(MOST_CONNECTIONS)
                                .connectionMaxIdleTime(MOST_IDLE)
                                // The SDK asks so itself before what is large; a small file would be a round trip more.
                                .expectContinueEnabled(false)
                                .connectionTimeout(location.timeout())
                                .connectionAcquisitionTimeout(location.timeout())
                                .socketTimeout(location.timeout()),
                        location.timeout()));
    }

    /** For a server that a user has named: never with our credentials, and only at addresses that may be asked. */
    static S3Client foreign(S3Location location, OutboundNames names) {
        return client(
                location,
                given(location).orElseGet(AnonymousCredentialsProvider::create),
                Apache5HttpClient.builder()
                        .connectionTimeout(location.timeout())
                        .socketTimeout(location.timeout())
                        .dnsResolver(names)
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariableValues(false)
                                .build()));
    }

    private static S3Client client(
            S3Location location, AwsCredentialsProvider credentials, SdkHttpClient.Builder<?> http) {
        var builder = S3Client.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(location.pathStyle())
                // Servers of other vendors do not know the SDK's default trailers.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(http);
        location.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    static S3Presigner presigner(S3Location location) {
        var builder = S3Presigner.builder()
                .region(Region.of(location.region()))
                .credentialsProvider(credentials(location))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(location.pathStyle())
                        .build());
        location.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Location location) {
        return given(location)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    private static Optional<AwsCredentialsProvider> given(S3Location location) {
        return location.credentials()
                .map(known -> StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(known.accessKey(), known.secretKey())));
    }
}
