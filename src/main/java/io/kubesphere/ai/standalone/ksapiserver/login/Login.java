package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.ksapiserver.http.Route;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The parts of a login put together. */
public record Login(Authenticator authenticator, List<Route> routes) {

    public static Login of(Vertx vertx, Accounts accounts, Tokens tokens, Clock clock) {
        var passwords = new PasswordLogin(vertx, accounts, clock);
        var token = new TokenRoute(tokens, passwords).route();
        var others = new OAuthRoutes(tokens, accounts).routes();
        return new Login(
                new Authenticator(tokens, accounts, passwords),
                Stream.concat(Stream.of(token), others.stream()).toList());
    }
}
