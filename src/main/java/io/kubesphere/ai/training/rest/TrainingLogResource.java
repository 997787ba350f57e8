package io.kubesphere.ai.training.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.http.EventSink;
import io.kubesphere.ai.kernel.kapi.http.EventStreams;
import io.kubesphere.ai.kernel.kapi.http.ServerEvent;
import io.kubesphere.ai.observability.LogPage;
import io.kubesphere.ai.observability.LogPosition;
import io.kubesphere.ai.observability.LogStream;
import io.kubesphere.ai.observability.LogTail;
import io.kubesphere.ai.observability.RunLogs;
import io.kubesphere.ai.observability.RunRef;
import io.kubesphere.ai.training.JobLogs;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** The log of a job: live while its pods run, archived for as long as logs are kept, also when the job is gone. */
@Path(KapiPaths.IN_NAMESPACE + "/trainingjobs/{name}/logs")
class TrainingLogResource {
    private final JobLogs jobs;
    private final RunLogs logs;
    private final EventStreams streams;
    private final ObjectMapper json;

    TrainingLogResource(JobLogs jobs, RunLogs logs, EventStreams streams, ObjectMapper json) {
        this.jobs = jobs;
        this.logs = logs;
        this.streams = streams;
        this.json = json;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/trainingjobs/{name}/logs")
    static class ThroughWorkspace extends TrainingLogResource {
        ThroughWorkspace(JobLogs jobs, RunLogs logs, EventStreams streams, ObjectMapper json) {
            super(jobs, logs, streams, json);
        }
    }

    @GET
    @Operation(
            summary = "Lines of the job's log, a page of them or as they come.",
            description = "With follow=true an event stream: events line and gap, then end once the job has ended and"
                    + " every line was sent; a client that reconnects with Last-Event-ID misses nothing. Otherwise one"
                    + " page; before=<cursor> asks for the page that ends there.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = LogEntries.class)),
                @Content(mediaType = MediaType.SERVER_SENT_EVENTS, schema = @Schema(implementation = LogEntry.class))
            })
    public Response read(
            String namespace,
            String name,
            @QueryParam("follow") @DefaultValue("false") boolean follow,
            @QueryParam("before") @DefaultValue("") String before,
            @Valid @BeanParam LogParameters parameters) {
        var log = jobs.find(namespace, name);
        return follow
                ? follow(log, parameters)
                : Response.ok(page(log.run(), before, parameters)).build();
    }

    private Response follow(JobLogs.JobLog log, LogParameters parameters) {
        var from =
                streams.lastEventId().<LogPosition>map(LogPosition.Behind::new).orElseGet(parameters::position);
        var tail = logs.follow(parameters.selection(log.run()), from, log.ended());
        return streams.serve(sink -> send(tail, new LogStreams(logs, log.run()), sink));
    }

    private void send(LogTail opened, LogStreams sources, EventSink sink) throws IOException, InterruptedException {
        try (var tail = opened) {
            sink.closeWithClient(tail);
            for (var event = tail.next(); event.isPresent(); event = tail.next()) {
                var entry = sources.entry(event.get());
                sink.send(new ServerEvent(tail.cursor(), entry.type(), json.writeValueAsString(entry)));
            }
        }
    }

    private LogEntries page(RunRef run, String before, LogParameters parameters) {
        var selection = parameters.selection(run);
        return before.isEmpty()
                ? entries(run, logs.page(selection, parameters.position(), parameters.lines()))
                : entries(run, logs.earlier(selection, before, parameters.lines()));
    }

    private LogEntries entries(RunRef run, LogPage page) {
        var sources = new LogStreams(logs, run);
        var items = page.events().stream().map(sources::entry).toList();
        return new LogEntries(items, page.before(), page.behind(), page.hasEarlier(), page.hasLater());
    }

    @GET
    @Path("/search")
    @Operation(
            summary = "Lines of the archived log that contain a text, worker by worker.",
            description = "A call looks through a bounded part; hasLater says that behind=<cursor> leads on.")
    public LogEntries search(
            String namespace,
            String name,
            @Parameter(description = "The text, from 1 to 1000 characters.") @QueryParam("text") @DefaultValue("")
                    String text,
            @QueryParam("ignoreCase") @DefaultValue("true") boolean ignoreCase,
            @Valid @BeanParam LogParameters parameters)
            throws IOException, InterruptedException {
        var run = jobs.find(namespace, name).run();
        var search = parameters.search(text, ignoreCase);
        var sources = new LogStreams(logs, run);
        try (var tail = logs.search(parameters.selection(run), search, parameters.position())) {
            var found = new ArrayList<LogEntry>();
            for (var event = tail.next(); event.isPresent(); event = tail.next()) {
                found.add(sources.entry(event.get()));
            }
            return new LogEntries(found, "", tail.cursor(), false, !tail.isAtEnd());
        }
    }

    @GET
    @Path("/streams")
    @Operation(summary = "The container instances whose logs there are, by rank, container and restart.")
    public Page<LogStream> streams(String namespace, String name) {
        return Page.of(logs.streams(jobs.find(namespace, name).run()));
    }

    @GET
    @Path("/streams/{stream}")
    @Operation(summary = "The archived log of one container instance, byte by byte as the program wrote it.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM, schema = @Schema(format = "binary")))
    public Response raw(String namespace, String name, long stream) {
        var content = logs.download(jobs.find(namespace, name).run(), stream);
        return attachment(Response.ok(content, MediaType.APPLICATION_OCTET_STREAM_TYPE), name + "-" + stream + ".log");
    }

    @GET
    @Path("/download")
    @Operation(summary = "The archived log as one text file, merged by time; each line tells its time and worker.")
    @APIResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(implementation = String.class)))
    @Produces(MediaType.TEXT_PLAIN)
    public Response download(String namespace, String name, @Valid @BeanParam LogParameters parameters) {
        var run = jobs.find(namespace, name).run();
        var tail = logs.read(parameters.selection(run), parameters.position());
        StreamingOutput body = out -> write(tail, new LogStreams(logs, run), out);
        return attachment(Response.ok(body, MediaType.TEXT_PLAIN_TYPE.withCharset("utf-8")), name + ".log");
    }

    private static void write(LogTail opened, LogStreams sources, OutputStream out) throws IOException {
        try (var tail = opened) {
            for (var event = tail.next(); event.isPresent(); event = tail.next()) {
                out.write(sources.entry(event.get()).asText().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the service is stopping");
        }
    }

    /** A browser must not run what a program has printed. */
    private static Response attachment(Response.ResponseBuilder response, String file) {
        return response.header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .build();
    }
}
