package io.kubesphere.ai.standalone.ksapiserver.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** {@code /oauth} but for tokens themselves: who am I, whose token is this, log out, discovery. */
final class OAuthRoutes {
    private final Tokens tokens;
    private final Accounts accounts;

    OAuthRoutes(Tokens tokens, Accounts accounts) {
        this.tokens = tokens;
        this.accounts = accounts;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/oauth/userinfo", (exchange, values) -> userInfo(exchange)),
                Route.post("/oauth/authenticate", (exchange, values) -> review(exchange)),
                Route.get("/oauth/logout", (exchange, values) -> logout(exchange)),
                Route.get("/.well-known/openid-configuration", (exchange, values) -> discovery()));
    }

    private Reply userInfo(Exchange exchange) {
        if (exchange.caller().isAnonymous()) {
            return Reply.json(401, TextNode.valueOf("login_required"));
        }
        return accounts.find(exchange.caller().name())
                .map(OAuthRoutes::userInfo)
                // service accounts have no User, and KubeSphere says it like this
                .orElseGet(() -> OAuthError.server().reply(500));
    }

    private static Reply userInfo(Account account) {
        var info = Json.object().put("sub", account.name()).put("url", account.name());
        putUnlessEmpty(info, "email", account.email());
        putUnlessEmpty(info, "locale", account.lang());
        return Reply.json(200, info.put("preferred_username", account.name()));
    }

    private static void putUnlessEmpty(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }

    private Future<Reply> review(Exchange exchange) {
        return exchange.body().map(body -> body.map(this::review).orElseGet(() -> Reply.text(413, "body too large")));
    }

    /** Neither disabled users nor deleted accounts are looked for, as in KubeSphere. */
    private Reply review(Buffer body) {
        try {
            var review = Json.fromClient(body.getBytes());
            var token = Json.text(review, "spec", "token");
            return token.isEmpty()
                    ? Reply.text(400, "token must not be null")
                    : tokens.verify(token)
                            .map(claims -> reviewed(Json.text(review, "apiVersion"), claims))
                            .orElseGet(() -> Reply.text(400, "the token is not valid"));
        } catch (ApiError unreadable) {
            return Reply.text(400, unreadable.getMessage());
        }
    }

    private static Reply reviewed(String apiVersion, Claims claims) {
        var review = Json.object().put("apiVersion", apiVersion).put("kind", "TokenReview");
        var status = review.putObject("status").put("authenticated", true);
        status.putObject("user").put("username", claims.username()).put("uid", "");
        return Reply.json(200, review);
    }

    private Reply logout(Exchange exchange) {
        var header = exchange.request().headers().get("Authorization");
        var parts = header == null ? new String[0] : header.strip().split(" ", -1);
        if (parts.length > 1 && parts[0].equalsIgnoreCase("bearer")) {
            tokens.revoke(parts[1]);
        }
        return Reply.json(200, Json.object().put("message", "success"));
    }

    private Reply discovery() {
        var base = tokens.issuer();
        var document = Json.object()
                .put("issuer", base)
                .put("token_endpoint", base + "/oauth/token")
                .put("userinfo_endpoint", base + "/oauth/userinfo");
        document.withArray("/grant_types_supported").add("refresh_token").add("password");
        document.withArray("/subject_types_supported").add("public");
        document.withArray("/token_endpoint_auth_methods_supported").add("client_secret_post");
        return Reply.json(200, document);
    }
}
