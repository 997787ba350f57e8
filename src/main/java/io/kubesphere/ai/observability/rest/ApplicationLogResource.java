package io.kubesphere.ai.observability.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.Attachment;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.http.EventSink;
import io.kubesphere.ai.kernel.kapi.http.EventStreams;
import io.kubesphere.ai.kernel.kapi.http.ServerEvent;
import io.kubesphere.ai.kernel.tenancy.Place;
import io.kubesphere.ai.observability.ApplicationLogs;
import io.kubesphere.ai.observability.FoundLine;
import io.kubesphere.ai.observability.FoundLines;
import io.kubesphere.ai.observability.LinePaging;
import io.kubesphere.ai.observability.LineTail;
import io.kubesphere.ai.observability.LogHistogram;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Logs of all pods of a place; which one, the path says, and nothing else does. */
abstract class ApplicationLogResource {
    /** What a resource of every place needs. */
    record Parts(ApplicationLogs logs, EventStreams streams, ObjectMapper json) {}

    private final Parts parts;
    private final Function<MultivaluedMap<String, String>, Place> place;

    ApplicationLogResource(Parts parts, Function<MultivaluedMap<String, String>, Place> place) {
        this.parts = parts;
        this.place = place;
    }

    /** All of the cluster. */
    @Path(KapiPaths.ROOT + "/logs")
    static class OfCluster extends ApplicationLogResource {
        OfCluster(ApplicationLogs logs, EventStreams streams, ObjectMapper json) {
            super(new Parts(logs, streams, json), path -> Place.everywhere());
        }
    }

    /** All projects of a workspace. */
    @Path(KapiPaths.IN_WORKSPACE + "/logs")
    static class OfWorkspace extends ApplicationLogResource {
        OfWorkspace(ApplicationLogs logs, EventStreams streams, ObjectMapper json) {
            super(new Parts(logs, streams, json), path -> Place.workspace(path.getFirst("workspace")));
        }
    }

    /** One project. */
    @Path(KapiPaths.IN_NAMESPACE + "/logs")
    static class OfProject extends ApplicationLogResource {
        OfProject(ApplicationLogs logs, EventStreams streams, ObjectMapper json) {
            super(new Parts(logs, streams, json), path -> Place.project(path.getFirst("namespace")));
        }
    }

    /** One project, reached through its workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/logs")
    static class OfProjectThroughWorkspace extends ApplicationLogResource {
        OfProjectThroughWorkspace(ApplicationLogs logs, EventStreams streams, ObjectMapper json) {
            super(new Parts(logs, streams, json), path -> Place.project(path.getFirst("namespace")));
        }
    }

    private Place place(UriInfo uri) {
        return place.apply(uri.getPathParameters());
    }

    @GET
    @Operation(
            summary = "Lines of the pods' logs: by application, job, pod, container, level, words and time.",
            description =
                    "A page; cursor=<next> asks for the following one, which neither repeats nor leaves out a line."
                            + " Notices say why lines may be missing; without a log store they say what would provide"
                            + " one.")
    public FoundLines search(
            @Context UriInfo uri,
            @BeanParam LineParameters parameters,
            @Parameter(description = "desc for the newest first, or asc.") @QueryParam("order") @DefaultValue("desc")
                    String order,
            @Parameter(description = "Most lines of the page, from 1 to 1000.")
                    @QueryParam("limit")
                    @DefaultValue("100")
                    String limit,
            @Parameter(description = "The next of an answer to the same question.") @QueryParam("cursor")
                    String cursor) {
        var paging = LinePaging.of(order, limit, LineParameters.given(cursor));
        return parts.logs().search(place(uri), parameters.wanted(), paging);
    }

    @GET
    @Path("/histogram")
    @Operation(summary = "How many such lines there were when, by level.")
    public LogHistogram histogram(
            @Context UriInfo uri,
            @BeanParam LineParameters parameters,
            @Parameter(description = "Length of a bucket in seconds, at most 500 buckets.", example = "60s")
                    @QueryParam("step")
                    String step) {
        return parts.logs().histogram(place(uri), parameters.wanted(), LineParameters.given(step));
    }

    @GET
    @Path("/follow")
    @Operation(
            summary = "Such lines as they come, as an event stream.",
            description =
                    "Events line; a client that reconnects with Last-Event-ID goes on behind that one. Begins now, or"
                            + " at from. Lines come some seconds late, in the order of their times.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = FoundLine.class)))
    public Response follow(@Context UriInfo uri, @BeanParam LineParameters parameters) {
        var tail = parts.logs()
                .follow(place(uri), parameters.wanted(), parts.streams().lastEventId());
        return parts.streams().serve(sink -> send(tail, sink));
    }

    private void send(LineTail opened, EventSink sink) throws IOException, InterruptedException {
        try (var tail = opened) {
            sink.closeWithClient(tail);
            for (var lines = tail.next(); !lines.isEmpty(); lines = tail.next()) {
                for (var line : lines) {
                    sink.send(new ServerEvent(
                            tail.cursor(line), "line", parts.json().writeValueAsString(line)));
                }
            }
        }
    }

    @GET
    @Path("/export")
    @Operation(
            summary = "All such lines in the order of their times, as a stream of JSON lines or text.",
            description =
                    "The header X-Line-Limit tells the most lines; whether there would have been more, and why others"
                            + " may be missing, the last lines tell.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = FoundLine.class)),
                @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class))
            })
    @Produces({"application/x-ndjson", MediaType.TEXT_PLAIN})
    public Response export(
            @Context UriInfo uri,
            @BeanParam LineParameters parameters,
            @Parameter(description = "ndjson or text.") @QueryParam("format") @DefaultValue("ndjson") String format,
            @Parameter(description = "Most lines.") @QueryParam("limit") String limit) {
        var written = LineFormat.named(format);
        var export = parts.logs().export(place(uri), parameters.wanted(), LineParameters.given(limit));
        StreamingOutput body = out -> written.write(export, parts.json(), out);
        // A browser must not run what a program has printed.
        return Response.ok(body, written.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, Attachment.named("logs." + written.extension()))
                .header("X-Line-Limit", export.limit())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .build();
    }
}
