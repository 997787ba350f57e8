package io.kubesphere.ai.dataset.engine.source;

import io.kubesphere.ai.kernel.content.TreePath;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.outbound.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What headers say about contents and parts of them (RFC 9110, 13 and 14; RFC 6266). */
final class HttpParts {
    static final int PARTIAL = 206;
    static final int BEHIND_THE_END = 416;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    private static final Pattern EXTENDED_NAME = Pattern.compile("(?i)filename\\*\\s*=\\s*UTF-8'[^']*'([^;\\s]+)");
    private static final Pattern NAME =
            Pattern.compile("(?i)filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\\s]+))");
    private static final String UNNAMED = "file";
    /** A time is only good to recognise a content by when that was not changed within the same second or so. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private HttpParts() {}

    /** What to ask a part of the file with; another content is answered whole. */
    static Map<String, String> wanted(SourceFile file, long offset, long length) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Range", "bytes=" + offset + "-" + (length < 0 ? "" : offset + length - 1));
        headers.put("If-Range", file.stamp());
        return headers;
    }

    /** The strong validator of an answer; empty when it has none. */
    static String stamp(Answer answer) {
        return answer.header("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.header("Last-Modified").filter(changed -> isSettled(changed, answer.header("Date"))))
                .orElse("");
    }

    private static boolean isSettled(String changed, Optional<String> now) {
        try {
            var before = ZonedDateTime.parse(changed, DateTimeFormatter.RFC_1123_DATE_TIME);
            return now.map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .filter(date -> !before.plus(SETTLED).isAfter(date))
                    .isPresent();
        } catch (DateTimeException unreadable) {
            return false;
        }
    }

    /** Bytes of the whole of which an answer is a part; negative when it does not say. */
    static long total(Answer answer) {
        var range = answer.header("Content-Range").map(CONTENT_RANGE::matcher);
        return range.filter(found -> found.matches())
                .map(found -> Long.parseLong(found.group(3)))
                .orElse(-1L);
    }

    /** The first byte of a part. */
    static long first(Answer answer) {
        var range = answer.header("Content-Range").map(CONTENT_RANGE::matcher);
        return range.filter(found -> found.matches())
                .map(found -> Long.parseLong(found.group(1)))
                .orElseThrow(() ->
                        Problem.of(Problem.Code.INVALID, "the server answers a part of the file without saying which"));
    }

    static void requireContent(URI address, Answer answer) {
        var status = answer.status();
        if (status == 200 || status == PARTIAL) {
            return;
        }
        if (status == 401 || status == 403) {
            throw Problem.of(
                    Problem.Code.FORBIDDEN,
                    "%s is refused with HTTP %d; look at the address and its Secret",
                    shown(address),
                    status);
        }
        if (status == 404 || status == 410) {
            throw Problem.of(Problem.Code.NOT_FOUND, "there is nothing at %s (HTTP %d)", shown(address), status);
        }
        if (status == 408 || status == 425 || status == 429 || status >= 500) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "%s answers HTTP %d", shown(address), status);
        }
        throw Problem.of(Problem.Code.INVALID, "%s answers HTTP %d", shown(address), status);
    }

    static void requireSame(URI address, SourceFile file, Answer answer) {
        var stamp = Optional.of(file.stamp());
        var isOther = !file.stamp().isEmpty()
                && !answer.header("ETag").equals(stamp)
                && !answer.header("Last-Modified").equals(stamp);
        var size = answer.status() == PARTIAL ? total(answer) : answer.length().orElse(-1);
        if (isOther || (size >= 0 && file.size() >= 0 && size != file.size())) {
            throw Problem.of(
                    Problem.Code.CONFLICT, "%s has been changed meanwhile; begin another import", shown(address));
        }
    }

    /** The name that the server gives, or the last part of the address. */
    static String fileName(URI address, Answer answer) {
        var name = answer.header("Content-Disposition")
                .flatMap(HttpParts::attached)
                .orElseGet(() -> decoded(address.getRawPath() == null ? "" : address.getRawPath()));
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        return TreePath.normalized(last.isEmpty() ? UNNAMED : last);
    }

    private static Optional<String> attached(String disposition) {
        var extended = EXTENDED_NAME.matcher(disposition);
        if (extended.find()) {
            return Optional.of(decoded(extended.group(1)));
        }
        var plain = NAME.matcher(disposition);
        if (!plain.find()) {
            return Optional.empty();
        }
        return Optional.of(
                plain.group(1) == null ? plain.group(2) : plain.group(1).replaceAll("\\\\(.)", "$1"));
    }

    private static String decoded(String escaped) {
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return escaped;
        }
    }

    /** An address without what may be secret in it. */
    static String shown(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority()
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }
}
