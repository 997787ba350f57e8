package io.kubesphere.ai.standalone.ksapiserver.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** Lets in who knows a user's password. */
final class PasswordLogin {
    private final Vertx vertx;
    private final Accounts accounts;
    private final Passwords passwords = new Passwords();
    private final FailedLogins failedLogins;

    /** How an attempt ended. */
    sealed interface Outcome {
        /** Password and user are right. */
        record Welcome(Account account) implements Outcome {}

        /** They are not, or the user may not log in at present. */
        record Denied(Reason reason) implements Outcome {}
    }

    enum Reason {
        INCORRECT,
        SUSPENDED,
        LIMITED
    }

    PasswordLogin(Vertx vertx, Accounts accounts, Clock clock) {
        this.vertx = vertx;
        this.accounts = accounts;
        this.failedLogins = new FailedLogins(clock);
    }

    Future<Outcome> login(String name, String password) {
        if (name.isEmpty() || password.isEmpty()) {
            return denied(Reason.INCORRECT);
        }
        return accounts.byNameOrEmail(name)
                .map(account -> login(account, password))
                .orElseGet(() -> denied(Reason.INCORRECT));
    }

    private Future<Outcome> login(Account account, String password) {
        if (account.state().equals("AuthLimitExceeded") || failedLogins.block(account.name())) {
            return denied(Reason.LIMITED);
        }
        if (!account.isActive()) {
            return denied(Reason.SUSPENDED);
        }
        return vertx.executeBlocking(() -> passwords.matches(account.passwordHash(), password), false)
                .map(right -> remember(account, right));
    }

    private Outcome remember(Account account, boolean right) {
        if (right) {
            failedLogins.succeeded(account.name());
            return new Outcome.Welcome(account);
        }
        failedLogins.failed(account.name());
        return new Outcome.Denied(Reason.INCORRECT);
    }

    private static Future<Outcome> denied(Reason reason) {
        return Future.succeededFuture(new Outcome.Denied(reason));
    }
}
