package io.kubesphere.ai.kernel.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers for seconds whose token it was, by the token's hash: a dump of our memory must not hold tokens. */
final class CachedVerifier implements BearerVerifier {
    private static final int MOST = 10_000;

    /** A user, and until when we believe it. */
    private record Entry(Caller caller, Instant until) {}

    private final BearerVerifier source;
    private final Duration life;
    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    CachedVerifier(BearerVerifier source, Duration life, Clock clock) {
        this.source = source;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public Caller verify(String token) {
        var now = clock.instant();
        var hash = sha256(token);
        var held = entries.get(hash);
        if (held != null && now.isBefore(held.until())) {
            return held.caller();
        }
        var caller = source.verify(token);
        makeRoom(now);
        entries.put(hash, new Entry(caller, now.plus(life)));
        return caller;
    }

    private void makeRoom(Instant now) {
        if (entries.size() >= MOST) {
            entries.values().removeIf(entry -> !now.isBefore(entry.until()));
        }
        if (entries.size() >= MOST) {
            entries.clear();
        }
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
