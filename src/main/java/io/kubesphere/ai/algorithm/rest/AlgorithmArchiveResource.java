package io.kubesphere.ai.algorithm.rest;

import io.kubesphere.ai.algorithm.AlgorithmCatalog;
import io.kubesphere.ai.algorithm.AlgorithmCatalog.StoredArchive;
import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.kubesphere.ai.kernel.kapi.http.LargeBody;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Archives of code for algorithms of one project. */
@Path(KapiPaths.IN_NAMESPACE + "/algorithmarchives")
class AlgorithmArchiveResource {
    private final AlgorithmCatalog catalog;

    AlgorithmArchiveResource(AlgorithmCatalog catalog) {
        this.catalog = catalog;
    }

    @POST
    @LargeBody
    @ResponseStatus(201)
    @Consumes({MediaType.APPLICATION_OCTET_STREAM, "application/zip", "application/gzip", "application/x-tar"})
    @Operation(summary = "Uploads a zip or tar archive of code, up to 512 MiB; the answer has its digest.")
    public StoredArchive upload(
            String namespace,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            InputStream content) {
        return catalog.upload(namespace, content, length);
    }
}
