package io.kubesphere.ai.dataset.rest;

import io.kubesphere.ai.dataset.VolumeReports;
import io.kubesphere.ai.kernel.auth.CurrentRun;
import io.kubesphere.ai.kernel.auth.ForAgents;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the agent calls that reads a volume, with its pod's token; not served behind ks-apiserver. */
@ForAgents
@Path("/workload/v1/snapshot")
class VolumeReportResource {
    private final VolumeReports reports;
    private final CurrentRun run;

    VolumeReportResource(VolumeReports reports, CurrentRun run) {
        this.reports = reports;
        this.run = run;
    }

    @GET
    @Operation(summary = "What to look at on the volume.")
    public VolumeReports.Wanted wanted() {
        return reports.wanted(run.get());
    }

    @POST
    @Path("/listing")
    @Operation(summary = "Begins to list the files of the volume.")
    public void begin() {
        reports.beginListing(run.get());
    }

    @POST
    @Path("/listing/files")
    @Operation(summary = "Lists some files of the volume.")
    public void list(@NotNull @Valid VolumeReports.Listing files) {
        reports.list(run.get(), files);
    }

    @POST
    @Path("/listing/end")
    @Operation(summary = "Says that all files of the volume have been listed.")
    public void end() {
        reports.endListing(run.get());
    }

    @GET
    @Path("/pending")
    @Operation(summary = "Files that are to be read, after a path.")
    public VolumeReports.Pending pending(@QueryParam("after") @DefaultValue("") String after) {
        return reports.pending(run.get(), after);
    }

    @POST
    @Path("/digests")
    @Operation(summary = "Tells the digests of some files.")
    public void read(@NotNull @Valid VolumeReports.Readings files) {
        reports.read(run.get(), files);
    }
}
