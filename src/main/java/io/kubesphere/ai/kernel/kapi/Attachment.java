package io.kubesphere.ai.kernel.kapi;

import java.nio.charset.StandardCharsets;

/** The header with which a browser saves an answer instead of showing it. */
public final class Attachment {

    private Attachment() {}

    /** The value of Content-Disposition for a file of any name (RFC 6266). */
    public static String named(String fileName) {
        return "attachment; filename*=UTF-8''" + encoded(fileName);
    }

    /** As RFC 8187 wants it. */
    private static String encoded(String text) {
        var out = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (octet & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_')) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", octet));
            }
        }
        return out.toString();
    }
}
