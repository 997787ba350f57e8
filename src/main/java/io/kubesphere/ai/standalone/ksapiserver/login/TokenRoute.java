package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.kubesphere.ai.standalone.ksapiserver.path.Query;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /oauth/token} for the one client that every KubeSphere has; the grants are password and refresh token. */
final class TokenRoute {
    private static final String CLIENT = "kubesphere";
    private static final String CLIENT_SECRET = "kubesphere";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Tokens tokens;
    private final PasswordLogin passwords;

    TokenRoute(Tokens tokens, PasswordLogin passwords) {
        this.tokens = tokens;
        this.passwords = passwords;
    }

    Route route() {
        return Route.post("/oauth/token", (exchange, values) -> token(exchange));
    }

    private Future<Reply> token(Exchange exchange) {
        var type = Optional.ofNullable(exchange.request().headers().get("Content-Type"));
        if (!type.orElse("").toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return now(Reply.text(415, "415: Unsupported Media Type"));
        }
        return exchange.body()
                .compose(body -> body.map(this::token).orElseGet(() -> now(Reply.text(413, "body too large"))))
                .map(reply -> reply.with("Cache-Control", "no-store").with("Pragma", "no-cache"));
    }

    private Future<Reply> token(Buffer body) {
        var form = Query.parse(body.toString(StandardCharsets.ISO_8859_1));
        if (!form.text("client_id").equals(CLIENT)) {
            var unknown = "The provided client_id is invalid or does not exist.";
            return now(new OAuthError("invalid_client", unknown).reply(400));
        }
        if (!form.text("client_secret").equals(CLIENT_SECRET)) {
            return now(new OAuthError("unauthorized_client", "Invalid client credential.").reply(401));
        }
        return switch (form.text("grant_type")) {
            case "password" -> byPassword(form);
            case "refresh_token" -> now(byRefreshToken(form.text("refresh_token")));
            default ->
                now(new OAuthError("unsupported_grant_type", "The provided grant_type is not supported.").reply(400));
        };
    }

    private Future<Reply> byPassword(Query form) {
        return passwords.login(form.text("username"), form.text("password")).map(outcome -> {
            if (outcome instanceof PasswordLogin.Outcome.Welcome welcome) {
                return issued(welcome.account().name());
            }
            return denied(((PasswordLogin.Outcome.Denied) outcome).reason());
        });
    }

    private static Reply denied(PasswordLogin.Reason reason) {
        return switch (reason) {
            case INCORRECT ->
                OAuthError.invalidGrant("Invalid username or password.").reply(400);
            case SUSPENDED -> OAuthError.invalidGrant("Account suspended.").reply(400);
            case LIMITED -> OAuthError.invalidGrant("Rate limit exceeded.").reply(429);
        };
    }

    private Reply byRefreshToken(String token) {
        return tokens.verify(token)
                .filter(claims -> claims.is(TokenType.REFRESH))
                .map(claims -> issued(claims.username()))
                .orElseGet(() -> OAuthError.invalidGrant("The refresh token is invalid or expired.")
                        .reply(400));
    }

    private Reply issued(String user) {
        var answer = Json.object()
                .put("access_token", tokens.access(user))
                .put("token_type", "Bearer")
                .put("refresh_token", tokens.refresh(user))
                .put("expires_in", Tokens.ACCESS_LIFE.toSeconds());
        return Reply.json(200, answer);
    }

    private static Future<Reply> now(Reply reply) {
        return Future.succeededFuture(reply);
    }
}
