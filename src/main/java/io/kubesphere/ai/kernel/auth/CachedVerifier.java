package io.kubesphere.ai.kernel.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;

/** Remembers for seconds whose token it was, by the token's hash: a dump of our memory must not hold tokens. */
final class CachedVerifier implements BearerVerifier {
    private final BearerVerifier source;
    private final BriefMemory<String, Caller> callers;

    CachedVerifier(BearerVerifier source, Duration life, Clock clock) {
        this.source = source;
        this.callers = new BriefMemory<>(life, clock);
    }

    @Override
    public Caller verify(String token) {
        return callers.recall(sha256(token), () -> source.verify(token));
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new String(digest, StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
