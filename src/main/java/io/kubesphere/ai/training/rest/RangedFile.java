package io.kubesphere.ai.training.rest;

import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.training.RunWorkloads.OpenFile;
import io.kubesphere.ai.training.RunWorkloads.ResumableFile;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Serves a file from an offset on, which is all that resuming a download needs. */
final class RangedFile {
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    private RangedFile() {}

    /** A file that can be read from its beginning only: what lies before the offset is read and left out. */
    static Response answer(OpenFile file, String range) {
        return answer(new ResumableFile(file.size(), offset -> skipped(file, offset)), range);
    }

    /** The whole file, or its rest from the offset on; any other form of range is answered with the whole file. */
    static Response answer(ResumableFile file, String range) {
        var from = FROM.matcher(range.strip());
        if (!from.matches()) {
            return Response.ok(file.from().apply(0), MediaType.APPLICATION_OCTET_STREAM_TYPE)
                    .header(HttpHeaders.CONTENT_LENGTH, file.size())
                    .build();
        }
        var offset = Long.parseLong(from.group(1));
        if (offset >= file.size()) {
            return Response.status(Response.Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header("Content-Range", "bytes */" + file.size())
                    .build();
        }
        return Response.status(Response.Status.PARTIAL_CONTENT)
                .type(MediaType.APPLICATION_OCTET_STREAM_TYPE)
                .header(HttpHeaders.CONTENT_LENGTH, file.size() - offset)
                .header("Content-Range", "bytes " + offset + "-" + (file.size() - 1) + "/" + file.size())
                .entity(file.from().apply(offset))
                .build();
    }

    private static InputStream skipped(OpenFile file, long offset) {
        try {
            file.content().skipNBytes(offset);
            return file.content();
        } catch (IOException broken) {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the file could not be read; try again")
                    .because(broken);
        }
    }
}
