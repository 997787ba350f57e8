package io.kubesphere.ai.notification.engine.webhook;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.notification.engine.Notice;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over id, time and body, as the Standard Webhooks specification has it. The time is part of it, so that what
 * somebody has recorded cannot be sent again later.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";

    /** Secrets that begin so are Base64, as that specification writes them; others are taken as they are. */
    private static final String ENCODED = "whsec_";

    private final byte[] key;

    private Signature(byte[] key) {
        this.key = key;
    }

    static Signature of(String secret) {
        return new Signature(secret.startsWith(ENCODED) ? decoded(secret) : secret.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String secret) {
        try {
            return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
        } catch (IllegalArgumentException plain) {
            return secret.getBytes(StandardCharsets.UTF_8);
        }
    }

    String over(Notice notice, String body) {
        var text = notice.id() + "." + notice.sentAt().getEpochSecond() + "." + body;
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw Problem.of(Problem.Code.INTERNAL, "a notification cannot be signed")
                    .because(impossible);
        }
    }
}
