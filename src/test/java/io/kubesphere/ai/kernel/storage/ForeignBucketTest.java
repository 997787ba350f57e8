package io.kubesphere.ai.kernel.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.OutboundNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket that keeps revisions, which the embedded S3 server does not: its answers are played. */
class ForeignBucketTest {
    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private ForeignBucket bucket;
    private int statusOfKept = 200;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/scans/a.png", this::answer);
        server.start();
        var names = OutboundNames.of(List.of("127.0.0.0/8"), List.of(), InetAddress::getAllByName);
        bucket = ForeignBucket.at(
                new S3Location(
                        Optional.of(URI.create(
                                "http://127.0.0.1:" + server.getAddress().getPort())),
                        "scans",
                        "us-east-1",
                        Optional.empty(),
                        true,
                        Duration.ofSeconds(10)),
                names);
    }

    @AfterEach
    void stop() {
        bucket.close();
        server.stop(0);
    }

    /** The object is of tag "new" and revision 2 now; revision 1 had the tag "old". */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
            var tag = exchange.getRequestHeaders().getFirst("If-Match");
            asked.add(query + " " + tag);
            var isOld = query.contains("versionId=1");
            var isThat = tag.equals(isOld ? "\"old\"" : "\"new\"");
            var status = !isThat ? 412 : isOld ? statusOfKept : 200;
            exchange.getResponseHeaders().set("x-amz-version-id", isOld ? "1" : "2");
            var body = (status == 200 ? isOld ? "old bytes" : "new bytes" : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ForeignBucket.Opened open(String tag, Optional<String> revision) {
        return bucket.open(new ForeignBucket.Wanted("a.png", tag, revision, 0, OptionalLong.empty()));
    }

    private static String text(ForeignBucket.Opened opened) throws IOException {
        try (var content = opened.content()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void objectTellsByWhichRevisionItIsKept() throws IOException {
        var opened = open("\"new\"", Optional.empty());

        assertThat(opened.revision()).contains("2");
        assertThat(text(opened)).isEqualTo("new bytes");
    }

    @Test
    void replacedObjectIsReadByItsRevision() throws IOException {
        assertThat(text(open("\"old\"", Optional.of("1")))).isEqualTo("old bytes");
        assertThat(asked).hasSize(2).last().asString().contains("versionId=1", "\"old\"");
    }

    @Test
    void objectThatIsAsItWasIsNotAskedForByRevision() throws IOException {
        assertThat(text(open("\"new\"", Optional.of("2")))).isEqualTo("new bytes");
        assertThat(asked).singleElement().asString().doesNotContain("versionId");
    }

    @Test
    void revisionThatMayNotBeReadIsAChangedObject() {
        statusOfKept = 403;

        var refused = catchThrowableOfType(Problem.class, () -> open("\"old\"", Optional.of("1")));

        assertThat(refused.code()).isEqualTo(Problem.Code.CONFLICT);
        assertThat(catchThrowableOfType(Problem.class, () -> open("\"old\"", Optional.empty()))
                        .code())
                .isEqualTo(Problem.Code.CONFLICT);
    }
}
