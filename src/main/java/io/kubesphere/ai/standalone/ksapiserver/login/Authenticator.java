package io.kubesphere.ai.standalone.ksapiserver.login;

import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Finds out who sends a request: nobody, the bearer of a token, or who knows a password. */
public final class Authenticator {
    private final Tokens tokens;
    private final Accounts accounts;
    private final PasswordLogin passwords;

    Authenticator(Tokens tokens, Accounts accounts, PasswordLogin passwords) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    /** @param authorization the header, "" when there is none */
    public Future<Verdict> authenticate(String authorization) {
        var header = authorization.strip();
        if (header.isEmpty()) {
            return now(new Verdict.Known(Identity.ANONYMOUS));
        }
        var parts = header.split(" ", 3);
        var credential = parts.length > 1 ? parts[1] : "";
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "bearer" -> now(bearer(credential));
            case "basic" -> basic(credential);
            default -> refused("The request cannot be authenticated.");
        };
    }

    private Verdict bearer(String token) {
        return tokens.verify(token).map(this::verdict).orElseGet(() -> new Verdict.Refused("invalid bearer token"));
    }

    private Verdict verdict(Claims claims) {
        var serviceAccount = claims.serviceAccount();
        if (serviceAccount.isPresent()) {
            var exists = accounts.hasServiceAccount(
                    serviceAccount.get().get(0), serviceAccount.get().get(1));
            return exists
                    ? new Verdict.Known(claims.withoutGroups())
                    : new Verdict.Refused("the service account does not exist");
        }
        return accounts.find(claims.username())
                .map(Authenticator::verdict)
                .orElseGet(() -> new Verdict.Refused("the user does not exist"));
    }

    private static Verdict verdict(Account account) {
        return account.isDisabled()
                ? new Verdict.Refused("account is not active")
                : new Verdict.Known(account.byBearer());
    }

    private Future<Verdict> basic(String encoded) {
        var pair = decoded(encoded);
        var colon = pair.indexOf(':');
        if (colon < 0) {
            return refused("The request cannot be authenticated.");
        }
        return passwords
                .login(pair.substring(0, colon), pair.substring(colon + 1))
                .map(Authenticator::verdict);
    }

    private static Verdict verdict(PasswordLogin.Outcome outcome) {
        if (outcome instanceof PasswordLogin.Outcome.Welcome welcome) {
            return new Verdict.Known(welcome.account().byPassword());
        }
        return new Verdict.Refused("incorrect password, or the account is not active");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }

    private static Future<Verdict> refused(String why) {
        return now(new Verdict.Refused(why));
    }

    private static Future<Verdict> now(Verdict verdict) {
        return Future.succeededFuture(verdict);
    }
}
