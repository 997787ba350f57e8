package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.RunWorkloads.OpenFile;
import io.kubesphere.ai.training.RunWorkloads.RestOfFile;
import io.kubesphere.ai.training.RunWorkloads.ResumableFile;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.regex.Pattern;

/** Serves a file from an offset on, which is all that resuming a download needs. */
final class RangedFile {
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    private RangedFile() {}

    /** A file that can be read from its beginning only: what lies before the offset is read and left out. */
    static Response answer(OpenFile file, String range) {
        return answer(new ResumableFile(() -> file, from -> skipped(file, from)), range);
    }

    /** The whole file, or its rest from the offset on; any other form of range is answered with the whole file. */
    static Response answer(ResumableFile file, String range) {
        var from = FROM.matcher(range.strip());
        return from.matches()
                ? rest(file, Long.parseLong(from.group(1)))
                : whole(file.whole().get());
    }

    private static Response whole(OpenFile file) {
        return Response.ok(file.content(), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, file.size())
                .build();
    }

    private static Response rest(ResumableFile file, long offset) {
        var rest = file.from().apply(offset);
        if (offset >= rest.size()) {
            close(rest);
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + rest.size())
                    .build();
        }
        return Response.status(Response.Status.PARTIAL_CONTENT)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, rest.size() - offset)
                .header("Content-Range", "bytes " + offset + "-" + (rest.size() - 1) + "/" + rest.size())
                .entity(rest.content())
                .build();
    }

    private static void close(RestOfFile nothing) {
        try {
            nothing.content().close();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    private static RestOfFile skipped(OpenFile file, long offset) {
        try {
            file.content().skipNBytes(Math.min(offset, file.size()));
            return new RestOfFile(file.content(), file.size());
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    private static Problem unreadable(IOException broken) {
        return Problem.of(Problem.Code.UNAVAILABLE, "the file could not be read; try again")
                .because(broken);
    }
}
