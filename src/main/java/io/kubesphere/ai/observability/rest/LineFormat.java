package io.kubesphere.ai.observability.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.LineExport;
import io.kubesphere.ai.observability.LogNotice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** How exported lines are written; what the export lacks is told at its end, since it is known only then. */
enum LineFormat {
    NDJSON("application/x-ndjson", "ndjson") {
        @Override
        String line(FoundLine line, ObjectMapper json) throws JsonProcessingException {
            return json.writeValueAsString(line) + "\n";
        }

        @Override
        String notice(LogNotice notice, ObjectMapper json) throws JsonProcessingException {
            return json.writeValueAsString(Map.of("notice", notice)) + "\n";
        }
    },
    TEXT("text/plain;charset=UTF-8", "log") {
        @Override
        String line(FoundLine line, ObjectMapper json) {
            return line.asText();
        }

        @Override
        String notice(LogNotice notice, ObjectMapper json) {
            return "--- " + notice.message() + " ---\n";
        }
    };

    private final String mediaType;
    private final String extension;

    LineFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    String mediaType() {
        return mediaType;
    }

    String extension() {
        return extension;
    }

    abstract String line(FoundLine line, ObjectMapper json) throws JsonProcessingException;

    abstract String notice(LogNotice notice, ObjectMapper json) throws JsonProcessingException;

    static LineFormat named(String name) {
        return switch (name) {
            case "ndjson" -> NDJSON;
            case "text" -> TEXT;
            default ->
                throw Problem.badRequest(
                        "query", List.of(Problem.Cause.notSupported("format", "must be ndjson or text")));
        };
    }

    void write(LineExport opened, ObjectMapper json, OutputStream out) throws IOException {
        try (var export = opened) {
            for (var lines = export.next(); !lines.isEmpty(); lines = export.next()) {
                for (var line : lines) {
                    out.write(line(line, json).getBytes(StandardCharsets.UTF_8));
                }
            }
            for (var notice : export.notices()) {
                out.write(notice(notice, json).getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
