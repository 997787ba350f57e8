package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.Attachment;
import io.kubesphere.ai.kernel.storage.ByteRange;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Answers a GET for content that never changes: whole, or the one range that was asked for (RFC 9110, 14). Users' files
 * come from the console's own origin, so a browser must not run anything that is in them.
 *
 * @param name file name for the browser
 * @param size in bytes
 * @param tag that changes with the content
 * @param open opens a range
 */
public record Download(String name, String mediaType, long size, String tag, Function<ByteRange, InputStream> open) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** The answer to a request with these headers. */
    public Response answer(HttpHeaders request) {
        var quoted = "\"" + tag + "\"";
        if (quoted.equals(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            return Response.notModified().header(HttpHeaders.ETAG, quoted).build();
        }
        var condition = request.getHeaderString("If-Range");
        var wanted = condition == null || condition.equals(quoted)
                ? Optional.ofNullable(request.getHeaderString("Range"))
                : Optional.<String>empty();
        var match = wanted.map(RANGE::matcher).filter(matcher -> matcher.matches() && matcher.end() > 7);
        if (match.isEmpty()) {
            return whole(quoted);
        }
        return range(match.get().group(1), match.get().group(2))
                .map(range -> part(quoted, range))
                .orElseGet(() -> Response.status(416)
                        .header("Content-Range", "bytes */" + size)
                        .build());
    }

    /** Of the forms {@code 5-9}, {@code 5-} and {@code -5}; empty when it begins behind the end. */
    private Optional<ByteRange> range(String first, String last) {
        var end = last.isEmpty() || first.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        var start = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        return start > end ? Optional.empty() : Optional.of(new ByteRange(start, end - start + 1));
    }

    private Response whole(String quoted) {
        var content = size == 0 ? InputStream.nullInputStream() : open.apply(new ByteRange(0, size));
        return headers(Response.ok(content), quoted)
                .header(HttpHeaders.CONTENT_LENGTH, size)
                .build();
    }

    private Response part(String quoted, ByteRange range) {
        return headers(Response.status(206).entity(open.apply(range)), quoted)
                .header(HttpHeaders.CONTENT_LENGTH, range.length())
                .header("Content-Range", "bytes " + range.offset() + "-" + range.last() + "/" + size)
                .build();
    }

    private Response.ResponseBuilder headers(Response.ResponseBuilder response, String quoted) {
        return response.type(mediaType)
                .header(HttpHeaders.ETAG, quoted)
                .header("Accept-Ranges", "bytes")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named(name));
    }
}
