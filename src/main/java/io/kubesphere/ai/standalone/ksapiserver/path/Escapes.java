package io.kubesphere.ai.standalone.ksapiserver.path;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Percent-encoding as Go's net/url does it, since that decides which path an upstream of ks-apiserver sees. Decoded text
 * holds one byte per character, so that bytes which are no UTF-8 come out as they came in.
 */
final class Escapes {
    private static final String BARE = "-_.~";
    private static final String BARE_IN_PATH = BARE + "$&+,/:;=@";

    private Escapes() {}

    /** Empty when an escape is incomplete, or a character cannot be in a request line. */
    static Optional<String> decoded(String raw, boolean plusIsSpace) {
        var bytes = new StringBuilder(raw.length());
        for (var i = 0; i < raw.length(); i++) {
            var c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.append(c == '+' && plusIsSpace ? ' ' : c);
                continue;
            }
            if (i + 2 >= raw.length() || digit(raw, i + 1) < 0 || digit(raw, i + 2) < 0) {
                return Optional.empty();
            }
            bytes.append((char) (digit(raw, i + 1) * 16 + digit(raw, i + 2)));
            i += 2;
        }
        return Optional.of(bytes.toString());
    }

    private static int digit(String raw, int at) {
        var c = raw.charAt(at);
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    static String inPath(String bytes) {
        return encoded(bytes, BARE_IN_PATH);
    }

    static String inQuery(String bytes) {
        return encoded(bytes, BARE).replace("%20", "+");
    }

    private static String encoded(String bytes, String bare) {
        var raw = new StringBuilder(bytes.length());
        for (var i = 0; i < bytes.length(); i++) {
            var c = bytes.charAt(i);
            if (isLetterOrDigit(c) || bare.indexOf(c) >= 0) {
                raw.append(c);
            } else {
                raw.append('%').append(hex(c >> 4)).append(hex(c & 15));
            }
        }
        return raw.toString();
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    /** The text that the bytes spell. */
    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
