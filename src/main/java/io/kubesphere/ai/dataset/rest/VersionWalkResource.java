package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.DatasetName;
import io.kubesphere.ai.dataset.VersionDiff;
import io.kubesphere.ai.dataset.VersionWalks;
import io.kubesphere.ai.dataset.VersionWalks.ArchiveFormat;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What goes through all the files of a version. */
@Path(KapiPaths.IN_NAMESPACE + "/datasets/{name}/versions/{version}")
class VersionWalkResource {
    private final VersionWalks walks;

    VersionWalkResource(VersionWalks walks) {
        this.walks = walks;
    }

    /** The same, reached through the workspace. */
    @Path(KapiPaths.IN_WORKSPACE_NAMESPACE + "/datasets/{name}/versions/{version}")
    static class ThroughWorkspace extends VersionWalkResource {
        ThroughWorkspace(VersionWalks walks) {
            super(walks);
        }
    }

    @GET
    @Path("/diff")
    @Operation(summary = "What is different in the version to=; ask on with after= and the answer's next.")
    public VersionDiff diff(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("to") @NotNull String to,
            @QueryParam("after") Optional<String> after,
            @QueryParam("limit") @DefaultValue("100") @Min(0) @Max(1000) int limit) {
        return walks.diff(DatasetName.of(namespace, project, name), version, to, after, limit);
    }

    @POST
    @Path("/verify")
    @Operation(
            summary = "Reads all files again and compares their digests.",
            description = "Answers JSON lines while it reads: {files,bytes,faults,done} about once a second, and"
                    + " {path,fault} for each file that is Missing or Corrupt.")
    public Response verify(
            String namespace, String name, String version, @QueryParam("project") Optional<String> project) {
        var answer = walks.verify(DatasetName.of(namespace, project, name), version);
        return Response.ok((StreamingOutput) answer::writeTo)
                .type("application/x-ndjson")
                .build();
    }

    @GET
    @Path("/archive")
    @Operation(summary = "The files, or those whose paths begin with prefix=, as zip or tar.")
    public Response archive(
            String namespace,
            String name,
            String version,
            @QueryParam("project") Optional<String> project,
            @QueryParam("prefix") @DefaultValue("") String prefix,
            @QueryParam("format") @DefaultValue("zip") ArchiveFormat format) {
        var answer = walks.export(DatasetName.of(namespace, project, name), version, prefix, format);
        return Response.ok((StreamingOutput) answer::writeTo)
                .type("application/" + format)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + "-" + version.replaceAll("[^-.A-Za-z0-9]", "_") + "."
                                + format + "\"")
                .build();
    }
}
