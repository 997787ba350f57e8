package io.kubesphere.ai.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/** Answers access reviews: the user {@code blind} may read no dataset, and of {@code unlucky} nothing can be found out. */
public final class KsApiserverForTests implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/kapis/iam.kubesphere.io/v1beta1/subjectaccessreviews", KsApiserverForTests::answer);
            server.start();
            var token = Files.createTempFile("account", "token");
            Files.writeString(token, "ours");
            token.toFile().deleteOnExit();
            return Map.of(
                    "aip.auth.review-references",
                    "true",
                    "aip.auth.account-token-file",
                    token.toString(),
                    "aip.auth.ks-apiserver",
                    "http://127.0.0.1:" + server.getAddress().getPort());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var spec = JSON.readTree(exchange.getRequestBody()).path("spec");
        var user = spec.path("user").asText();
        var isDataset = spec.at("/resourceAttributes/resource").asText().equals("datasets");
        var body = "{\"status\":{\"allowed\":%s}}"
                .formatted(!(user.equals("blind") && isDataset))
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(user.equals("unlucky") ? 500 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
