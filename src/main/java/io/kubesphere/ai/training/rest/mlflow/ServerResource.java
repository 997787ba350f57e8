package io.kubesphere.ai.training.rest.mlflow;

import io.kubesphere.ai.kernel.auth.VerifiesItself;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What anybody may ask of an MLflow server: nothing that is said here depends on the caller. */
@VerifiesItself
@Path("/mlflow")
@Produces(MediaType.TEXT_PLAIN)
class ServerResource {
    /** The protocol that is spoken: logged models came with 3.0; below 3.4 a client keeps traces to itself. */
    private static final String PROTOCOL = "3.0.0";

    @GET
    @Path("/version")
    public String version() {
        return PROTOCOL;
    }

    @GET
    @Path("/health")
    public String health() {
        return "OK";
    }
}
