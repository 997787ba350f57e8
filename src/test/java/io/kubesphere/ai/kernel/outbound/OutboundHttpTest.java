package io.kubesphere.ai.kernel.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody reaches by us what he must not reach; the server is on this machine, where nobody must. */
class OutboundHttpTest {
    private HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<String> hosts = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static OutboundHttp http(List<String> allowed, OutboundNames.Lookup lookup) {
        return new OutboundHttp(
                OutboundNames.of(allowed, List.of(), lookup), Duration.ofSeconds(5), Duration.ofSeconds(5));
    }

    private int get(OutboundHttp http, String url) throws IOException {
        try (var answer = http.get(URI.create(url), Map.of(), Optional.empty())) {
            return answer.status();
        }
    }

    private String at(String host, String path) {
        return "http://" + host + ":" + server.getAddress().getPort() + path;
    }

    private void redirect(String path, String to) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]"})
    void howeverOurMachineIsWrittenItIsNotAsked(String host) {
        assertThatThrownBy(() -> get(http(List.of(), InetAddress::getAllByName), at(host, "/")))
                .isInstanceOf(IOException.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void nameIsLookedUpOnceAndTheConnectionGoesThere() throws IOException {
        var lookups = new AtomicInteger();
        var http = http(List.of("10.0.0.0/8", "127.0.0.1"), host -> {
            var first = lookups.incrementAndGet() == 1;
            return InetAddress.getAllByName(first ? "127.0.0.1" : "169.254.169.254");
        });

        assertThat(get(http, at("data.example", "/"))).isEqualTo(200);

        assertThat(lookups).hasValue(1);
        assertThat(hosts).containsExactly("data.example:" + server.getAddress().getPort());
    }

    @Test
    void nameThatMeansAnotherAddressNextTimeIsRefusedThen() {
        var lookups = new AtomicInteger();
        var http = http(
                List.of("127.0.0.2"),
                host -> InetAddress.getAllByName(lookups.incrementAndGet() == 1 ? "127.0.0.2" : "127.0.0.1"));

        assertThatThrownBy(() -> get(http, "http://data.example:1/")).isNotInstanceOf(RefusedAddress.class);
        assertThatThrownBy(() -> get(http, at("data.example", "/"))).isInstanceOf(RefusedAddress.class);
        assertThat(asked).hasValue(0);
    }

    @Test
    void oneBadAddressAmongGoodOnesIsOneTooMany() {
        var http = http(List.of("10.0.0.0/8"), host ->
                new InetAddress[] {InetAddress.getAllByName("10.1.1.1")[0], InetAddress.getAllByName("127.0.0.1")[0]});

        assertThatThrownBy(() -> get(http, at("data.example", "/"))).isInstanceOf(RefusedAddress.class);
    }

    @Test
    void redirectIsCheckedAsARequestOfItsOwn() {
        redirect("/away", "http://metadata.internal/latest/");
        redirect("/file", "file:///etc/passwd");
        redirect("/round", "/round");
        var http = http(
                List.of("front.example"),
                host -> InetAddress.getAllByName(host.equals("front.example") ? "127.0.0.1" : "169.254.169.254"));

        assertThatThrownBy(() -> get(http, at("front.example", "/away")))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("169.254.169.254");
        assertThatThrownBy(() -> get(http, at("front.example", "/file")))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("http");
        assertThatThrownBy(() -> get(http, at("front.example", "/round")))
                .isInstanceOf(RefusedAddress.class)
                .hasMessageContaining("5 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.org/x",
                "file:///etc/passwd",
                "http:///x",
                "http://user:pass@example.org/",
                "gopher://example.org"
            })
    void isNoAddressToAsk(String address) {
        assertThat(OutboundNames.of(List.of(), List.of(), InetAddress::getAllByName)
                        .fault(URI.create(address)))
                .isPresent();
    }
}
