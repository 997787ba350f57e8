package io.kubesphere.ai.kernel.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/**
 * Asks ks-apiserver whose token this is. Users by {@code /oauth/userinfo}, which also knows disabled users and revoked
 * tokens; service accounts by {@code /oauth/authenticate}, since userinfo answers 500 for them (they have no User).
 */
final class Introspection implements BearerVerifier {
    private static final String SERVICE_ACCOUNT = "kubesphere:serviceaccount:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KsApiserver server;

    Introspection(URI server, Duration timeout) {
        this.server = new KsApiserver(server, timeout, "cannot verify who is calling");
    }

    @Override
    public Caller verify(String token) {
        return Caller.named(claimsServiceAccount(token) ? serviceAccount(token) : user(token));
    }

    private String user(String token) {
        var answer = send(server.get("/oauth/userinfo").header("Authorization", "Bearer " + token));
        return named(answer.path("sub"));
    }

    private String serviceAccount(String token) {
        var review = JSON.createObjectNode()
                .put("apiVersion", "authentication.k8s.io/v1")
                .put("kind", "TokenReview");
        review.putObject("spec").put("token", token);
        var answer = send(server.post("/oauth/authenticate", review));
        if (!answer.at("/status/authenticated").asBoolean()) {
            throw invalid();
        }
        return named(answer.at("/status/user/username"));
    }

    private JsonNode send(HttpRequest.Builder request) {
        var answer = server.send(request);
        if (answer.statusCode() == 200) {
            return server.read(answer);
        }
        // authenticate answers 400, not authenticated:false, for a token it does not know.
        throw answer.statusCode() < 500 && answer.statusCode() != 429 ? invalid() : server.unavailable(answer);
    }

    /** Only chooses the question; the answer decides. */
    private static boolean claimsServiceAccount(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return JSON.readTree(claims).path("sub").asText().startsWith(SERVICE_ACCOUNT);
        } catch (IllegalArgumentException | JsonProcessingException noToken) {
            return false;
        }
    }

    private static String named(JsonNode user) {
        if (user.asText().isEmpty()) {
            throw invalid();
        }
        return user.asText();
    }

    private static Problem invalid() {
        return Problem.of(Problem.Code.UNAUTHORIZED, "the token is not valid or has expired; log in again");
    }
}
