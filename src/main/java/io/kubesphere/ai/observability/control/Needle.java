package io.kubesphere.ai.observability.control;

import io.kubesphere.ai.observability.LogSearch;
import io.kubesphere.ai.observability.store.LogRecord;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds a text in lines: in their bytes, so that what does not match is never decoded. */
final class Needle implements Predicate<LogRecord> {
    private final byte[] text;
    private final String lowered;
    private final boolean ignoreCase;
    private final boolean decode;

    Needle(LogSearch search) {
        this.ignoreCase = search.ignoreCase();
        this.lowered = search.text().toLowerCase(Locale.ROOT);
        this.text = (ignoreCase ? lowered : search.text()).getBytes(StandardCharsets.UTF_8);
        // Letters outside ASCII may change their length with their case.
        this.decode = ignoreCase && lowered.chars().anyMatch(character -> character > 0x7F);
    }

    @Override
    public boolean test(LogRecord line) {
        if (decode) {
            return line.text().toLowerCase(Locale.ROOT).contains(lowered);
        }
        for (var at = 0; at <= line.length() - text.length; at++) {
            if (isAt(line, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(LogRecord line, int at) {
        for (var i = 0; i < text.length; i++) {
            if (folded(line.at(at + i)) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private byte folded(byte value) {
        return ignoreCase && value >= 'A' && value <= 'Z' ? (byte) (value + 'a' - 'A') : value;
    }
}
