package io.kubesphere.ai.kernel.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Settings of tests: everything but what a test is about. */
record AuthSettings(Mode mode, URI ksApiserver, boolean reviewReferences, String accountTokenFile)
        implements AuthConfig {

    AuthSettings(Mode mode, URI ksApiserver) {
        this(mode, ksApiserver, false, "");
    }

    @Override
    public boolean reviewRequests() {
        return reviewReferences;
    }

    @Override
    public Duration cache() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Optional<String> jwtSecret() {
        return Optional.of(AuthenticationTest.SECRET);
    }

    @Override
    public String issuer() {
        return AuthenticationTest.ISSUER;
    }

    @Override
    public String runTokenSecret() {
        return AuthenticationTest.SECRET;
    }

    @Override
    public Duration runTokenLife() {
        return Duration.ofDays(90);
    }
}
