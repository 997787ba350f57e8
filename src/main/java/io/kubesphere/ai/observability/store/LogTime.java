package io.kubesphere.ai.observability.store;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Times of lines, as nanoseconds since 1970. Read once per line, so without the general parser where possible. */
public final class LogTime {
    /** What {@link #parse} answers for text that is no time. */
    public static final long NONE = Long.MIN_VALUE;

    /** Bytes of a written time: {@code 2026-08-11T10:15:30.000000001Z}. */
    static final int LENGTH = 30;

    private static final long SECOND = 1_000_000_000L;
    private static final long DAY_SECONDS = 86_400;
    private static final int SHORTEST = 20;
    private static final String PATTERN = "dddd-dd-ddTdd:dd:dd.dddddddddZ";

    private LogTime() {}

    /** Reads an RFC 3339 time with up to nine digits of a second and any offset: nodes write their local time. */
    public static long parse(byte[] text, int from, int to) {
        if (to - from == LENGTH && isCanonical(text, from)) {
            return canonical(text, from);
        }
        if (to - from < SHORTEST || to - from > LENGTH + 5) {
            return NONE;
        }
        try {
            return nanos(OffsetDateTime.parse(new String(text, from, to - from, StandardCharsets.ISO_8859_1))
                    .toInstant());
        } catch (DateTimeException noTime) {
            return NONE;
        }
    }

    private static boolean isCanonical(byte[] text, int from) {
        for (var i = 0; i < LENGTH; i++) {
            var expected = PATTERN.charAt(i);
            var found = text[from + i];
            if (expected == 'd' ? found < '0' || found > '9' : found != expected) {
                return false;
            }
        }
        return true;
    }

    private static long canonical(byte[] text, int at) {
        var year = digits(text, at, 4);
        var month = digits(text, at + 5, 2);
        var day = digits(text, at + 8, 2);
        var second = digits(text, at + 11, 2) * 3600L + digits(text, at + 14, 2) * 60L + digits(text, at + 17, 2);
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            return NONE;
        }
        // A day that its month lacks counts as the first of the next, which is as good as any for a broken clock.
        var days = LocalDate.of(year, month, 1).toEpochDay() + day - 1;
        return combined(days * DAY_SECONDS + second, digits(text, at + 20, 9));
    }

    private static int digits(byte[] text, int at, int count) {
        var value = 0;
        for (var i = at; i < at + count; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    /** Writes {@link #LENGTH} bytes. */
    static void write(long nanos, byte[] into, int at) {
        var seconds = Math.floorDiv(nanos, SECOND);
        var date = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY_SECONDS));
        var second = (int) Math.floorMod(seconds, DAY_SECONDS);
        for (var i = 0; i < LENGTH; i++) {
            into[at + i] = (byte) PATTERN.charAt(i);
        }
        put(date.getYear(), into, at, 4);
        put(date.getMonthValue(), into, at + 5, 2);
        put(date.getDayOfMonth(), into, at + 8, 2);
        put(second / 3600, into, at + 11, 2);
        put(second / 60 % 60, into, at + 14, 2);
        put(second % 60, into, at + 17, 2);
        put((int) Math.floorMod(nanos, SECOND), into, at + 20, 9);
    }

    private static void put(int value, byte[] into, int at, int count) {
        var rest = value;
        for (var i = at + count - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    public static long nanos(Instant time) {
        return combined(time.getEpochSecond(), time.getNano());
    }

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** Times before 1677 and after 2262, which only a broken clock has, become the first and the last that fit. */
    private static long combined(long seconds, long nanos) {
        if (seconds >= Long.MAX_VALUE / SECOND) {
            return Long.MAX_VALUE;
        }
        return seconds <= Long.MIN_VALUE / SECOND ? NONE + 1 : seconds * SECOND + nanos;
    }
}
