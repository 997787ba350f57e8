package io.kubesphere.ai.kernel.kapi.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.kubesphere.ai.kernel.auth.CurrentCaller;
import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForRuns;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A resource as modules write them, with every way to fail. */
@Path(KapiPaths.IN_NAMESPACE + "/probes")
class ProbeResource {
    static final AtomicLong SENT = new AtomicLong();
    static final AtomicReference<CountDownLatch> LEFT = new AtomicReference<>(new CountDownLatch(1));

    private final EventStreams streams;
    private final CurrentCaller caller;

    ProbeResource(EventStreams streams, CurrentCaller caller) {
        this.streams = streams;
        this.caller = caller;
    }

    @GET
    @Path("/{name}/caller")
    public String caller() {
        return caller.get().user();
    }

    /** The same list, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/probes")
    static class ThroughWorkspace {
        @GET
        public Page<String> list() {
            return Page.of(List.of());
        }
    }

    /** What a workload calls. */
    @ForRuns
    @Path("/workload/v1/probe")
    static class ForWorkloads {
        private final CurrentRun run;

        ForWorkloads(CurrentRun run) {
            this.run = run;
        }

        @GET
        public String uid() {
            return run.get().uid();
        }
    }

    record NewProbe(@NotBlank String name, @Valid Spec spec) {
        record Spec(@Max(8) int replicas, @Size(max = 2) List<String> tags) {}
    }

    @GET
    public Page<String> list(@BeanParam ListParameters parameters) {
        var query = parameters.query();
        return Page.of(List.of(query.sortBy() + " " + query.limit()));
    }

    @POST
    public NewProbe create(@NotNull @Valid NewProbe probe) {
        return probe;
    }

    @POST
    @Path("/uploads")
    @Consumes("application/octet-stream")
    @LargeBody
    public long upload(InputStream body) throws IOException {
        var bytes = 0L;
        var buffer = new byte[8192];
        for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }

    @PATCH
    @Path("/{name}")
    @Consumes({ResourcePatch.MERGE_PATCH, ResourcePatch.JSON_PATCH, "application/json"})
    public JsonNode patch(String name, @HeaderParam("Content-Type") String type, JsonNode body) {
        return ResourcePatch.of(type, body)
                .applyTo(JsonNodeFactory.instance.objectNode().put("kind", "Probe"));
    }

    @GET
    @Path("/{name}/failures")
    public String fail(@QueryParam("code") Optional<Problem.Code> code) {
        if (code.isEmpty()) {
            throw new IllegalStateException("password=secret");
        }
        throw Problem.of(code.get(), "as asked").about("probes", "p1");
    }

    @GET
    @Path("/{name}/stream")
    public Response stream(@QueryParam("from") @DefaultValue("1") int from) {
        var first = streams.lastEventId().map(id -> Integer.parseInt(id) + 1).orElse(from);
        return streams.serve(sink -> {
            for (var i = first; i <= 5; i++) {
                sink.send(new ServerEvent(Integer.toString(i), "line", "{\"n\":" + i + "}"));
            }
        });
    }

    @GET
    @Path("/{name}/silence")
    public Response silence() {
        return streams.serve(sink -> {
            sink.send(ServerEvent.of("line", "first"));
            try {
                new CountDownLatch(1).await();
            } finally {
                LEFT.get().countDown();
            }
        });
    }

    @GET
    @Path("/{name}/flood")
    public Response flood() {
        return streams.serve(sink -> {
            var kilobytes = "x".repeat(64 * 1024);
            while (true) {
                sink.send(ServerEvent.of("line", kilobytes));
                SENT.incrementAndGet();
            }
        });
    }

    @GET
    @Path("/{name}/broken")
    public Response broken() {
        return streams.serve(sink -> {
            throw Problem.of(Problem.Code.UNAVAILABLE, "the object store does not answer");
        });
    }
}
