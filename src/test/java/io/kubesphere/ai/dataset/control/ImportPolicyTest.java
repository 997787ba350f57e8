package io.kubesphere.ai.dataset.control;

import static io.kubesphere.ai.dataset.control.ImportWorld.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kubesphere.ai.dataset.ImportOrigin;
import io.kubesphere.ai.dataset.NewImport;
import io.kubesphere.ai.dataset.crd.DatasetSpec;
import io.kubesphere.ai.kernel.auth.Caller;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImportPolicyTest {
    private static final ImportPolicy.Rights ALL = new ImportPolicy.Rights((who, where) -> true, (who, where) -> true);
    private static final ImportPolicy.Rights NONE =
            new ImportPolicy.Rights((who, where) -> false, (who, where) -> false);
    private static final OutboundNames NAMES =
            OutboundNames.of(List.of("minio.svc"), List.of(), InetAddress::getAllByName);

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("source", new ImportOrigin(null, null, null)),
                Arguments.of(
                        "source",
                        new ImportOrigin(
                                new ImportOrigin.Http(List.of("https://example.org/x"), null),
                                null,
                                new ImportOrigin.Shared(null, "d", "v", null))),
                Arguments.of("source.http.urls[1]", http("https://example.org/x", "ftp://example.org/x")),
                Arguments.of("source.http.urls[0]", http("not an address")),
                Arguments.of("source.http.urls[0]", http("https://ada:secret@example.org/x")),
                Arguments.of("source.http.urls[0]", http("http://169.254.169.254/latest/meta-data")),
                Arguments.of("source.http.urls[0]", http("http://[::1]/x")),
                Arguments.of("source.http.urls[0]", http("/relative")),
                Arguments.of("source.http.urls[0]", secretly("http://example.org/x", "s")),
                Arguments.of("source.http.secret", secretly("https://example.org/x", "Not/A/Name")),
                Arguments.of("source.s3.endpoint", s3("http://10.0.0.1:9000", "bucket")),
                Arguments.of("source.s3.bucket", s3(null, "a/../b")));
    }

    private static ImportOrigin secretly(String url, String secret) {
        return new ImportOrigin(new ImportOrigin.Http(List.of(url), secret), null, null);
    }

    private static ImportOrigin s3(String endpoint, String bucket) {
        return new ImportOrigin(null, new ImportOrigin.S3(endpoint, null, bucket, null, null, null), null);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatIsWrongIsNamedByItsField(String field, ImportOrigin source) {
        assertThat(fields(ALL, source)).containsExactly(field);
    }

    @Test
    void directoryStaysWithinTheVersion() {
        var wanted = new NewImport(http("https://example.org/x"), "v1", "", List.of(), "", "../up", false);

        assertThat(fields(ALL, wanted)).containsExactly("directory");
    }

    @Test
    void secretsAndDatasetsNeedTheRightToReadThem() {
        assertThat(fields(NONE, secretly("https://example.org/x", "s"))).containsExactly("source.http.secret");
        assertThat(fields(NONE, new ImportOrigin(null, null, new ImportOrigin.Shared(null, "d", "v", null))))
                .containsExactly("source.dataset");
        assertThat(fields(NONE, http("https://example.org/x"))).isEmpty();
    }

    @Test
    void secretGoesUnencryptedOnlyWhereTheAdminHasNamedTheHost() {
        assertThat(fields(ALL, secretly("http://minio.svc/x", "s"))).isEmpty();
        assertThat(fields(ALL, secretly("https://example.org/x", "s"))).isEmpty();
    }

    private static List<String> fields(ImportPolicy.Rights rights, ImportOrigin source) {
        return fields(rights, ImportWorld.wanted(source));
    }

    private static List<String> fields(ImportPolicy.Rights rights, NewImport wanted) {
        var policy = new ImportPolicy(new SourceRules(NAMES, ImportWorld.CONFIG), rights);
        var refused = catchThrowableOfType(
                Problem.class,
                () -> policy.require(
                        Caller.named("ada"), "vision", new DatasetSpec(null, null, null, null, null, null), wanted));
        return refused == null
                ? List.of()
                : refused.causes().stream().map(Problem.Cause::field).toList();
    }
}
