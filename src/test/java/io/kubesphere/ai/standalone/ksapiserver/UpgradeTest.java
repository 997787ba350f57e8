package io.kubesphere.ai.standalone.ksapiserver;

import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.KAPI;
import static io.kubesphere.ai.standalone.ksapiserver.DemoKubeSphere.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Upgrade requests: authorized like others, but identity headers are neither set nor removed. */
@Timeout(60)
@ExtendWith(SharedKubeSphere.class)
class UpgradeTest {
    private static final String LOGS = KAPI + "/namespaces/credit-risk/trainingjobs/j/logs";

    private final DemoKubeSphere demo;

    UpgradeTest(DemoKubeSphere demo) {
        this.demo = demo;
    }

    /** Collects whole text messages. */
    private static final class Messages implements WebSocket.Listener {
        private final BlockingQueue<String> whole = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                whole.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        String next() throws InterruptedException {
            return whole.poll(20, TimeUnit.SECONDS);
        }
    }

    private WebSocket connect(String user, String path, Messages messages) {
        return demo.http()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + demo.token(user))
                .header("X-Remote-User", "admin")
                .header("X-Forwarded-For", "203.0.113.9")
                .buildAsync(URI.create(demo.server().url().replace("http:", "ws:") + path), messages)
                .join();
    }

    @Test
    void webSocketCarriesMessagesBothWaysWithForgeableIdentityAndTheBearer() throws Exception {
        var messages = new Messages();
        var socket = connect("risk-viewer", LOGS + "?b=2&a=1", messages);
        var handshake = tree(messages.next());

        assertThat(handshake.path("uri").asText()).isEqualTo(LOGS + "?a=1&b=2");
        assertThat(handshake.at("/headers/x-remote-user/0").asText()).isEqualTo("admin");
        assertThat(handshake.at("/headers").has("x-remote-group")).isFalse();
        assertThat(handshake.at("/headers/authorization/0").asText()).isEqualTo("Bearer " + demo.token("risk-viewer"));
        assertThat(handshake.at("/headers/x-forwarded-for/0").asText()).isEqualTo("203.0.113.9, 127.0.0.1");
        assertThat(handshake.at("/headers/host/0").asText())
                .isEqualTo("127.0.0.1:" + demo.upstream().port());

        socket.sendText("hello", true).join();
        assertThat(messages.next()).isEqualTo("echo hello");
        var long100k = "x".repeat(50_000);
        socket.sendText(long100k, true).join();
        assertThat(messages.next()).isEqualTo("echo " + long100k);
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
    }

    @Test
    void webSocketOfWhoMayNotReadIsRefusedBeforeTheBackEndHearsOfIt() {
        var before = demo.upstream().seen().size();

        assertThatThrownBy(() -> connect("stranger", LOGS, new Messages()))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
        assertThat(demo.upstream().seen()).hasSize(before);
    }

    private String upgrade(String method, String query, String... more) {
        var answer = RawHttp.send(
                demo.server().port(),
                method + " " + LOGS + query + " HTTP/1.0\r\nHost: door\r\nAuthorization: Bearer "
                        + demo.token("admin") + "\r\nConnection: Upgrade\r\nX-Remote-User: mallory\r\n"
                        + String.join("", more) + "\r\n");
        return answer.substring(answer.indexOf(' ') + 1);
    }

    @Test
    void backEndThatRefusesTheUpgradeIsQuotedAndAnyOtherAnswerIsA502() {
        assertThat(upgrade("GET", "?status=409")).startsWith("409").contains("x-remote-user", "mallory");
        assertThat(upgrade("GET", "?status=200"))
                .startsWith("502")
                .contains("ErrStatus", "invalid upgrade response: status code 200");
    }

    @Test
    void connectionHeaderAloneMakesAnUpgradeSoIdentityCanBeForgedOnAnyMethod() {
        var before = demo.upstream().seen().size();

        var answer = upgrade("POST", "", "Content-Length: 2\r\n", "Content-Type: text/plain\r\n", "\r\nhi");

        assertThat(answer).startsWith("502");
        assertThat(demo.upstream().seen().stream().skip(before))
                .anySatisfy(seen -> assertThat(seen).isEqualTo(new EchoUpstream.Seen("POST", LOGS, "mallory")));
    }
}
