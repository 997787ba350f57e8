package io.kubesphere.ai.kernel.content;

import io.kubesphere.ai.kernel.kapi.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** A SHA-256, written {@code sha256:<64 hex digits>}. */
public record Digest(String hex) {
    private static final String PREFIX = "sha256:";
    private static final Pattern TEXT = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    /** Reads the written form; a 422 naming the field when it is none. */
    public static Digest parse(String field, String text) {
        if (!TEXT.matcher(text).matches()) {
            throw Problem.invalid("digest", List.of(Problem.Cause.invalid(field, "must be sha256: and 64 hex digits")));
        }
        return new Digest(text.substring(PREFIX.length()));
    }

    public static Digest of(byte[] content) {
        return ofHash(sha256().digest(content));
    }

    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What a finished {@link #sha256()} answered. */
    public static Digest of(MessageDigest finished) {
        return ofHash(finished.digest());
    }

    private static Digest ofHash(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    /** A new, empty computation. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    @Override
    public String toString() {
        return PREFIX + hex;
    }
}
