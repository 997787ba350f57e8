package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.ListQuery;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/**
 * The query parameters of every list, as a {@code @BeanParam}. All are text here: JAX-RS answers a number that is none
 * with 404, we want to say what is wrong with it.
 */
public record ListParameters(
        @Context UriInfo uri,
        @Parameter(description = "Number of the page, from 1.", example = "1") @QueryParam("page") String page,
        @Parameter(description = "Most items on the page; -1 or absent for all, at most 1000 at once.", example = "10")
                @QueryParam("limit")
                String limit,
        @Parameter(description = "creationTimestamp (default), name, or a field this list can sort by.")
                @QueryParam("sortBy")
                String sortBy,
        @Parameter(description = "true for ascending order; absent means descending.") @QueryParam("ascending")
                String ascending,
        @Parameter(description = "Part of the name, whatever its case.") @QueryParam("name") String name,
        @Parameter(description = "Exact names, separated by commas.") @QueryParam("names") String names,
        @Parameter(description = "Exact uid.") @QueryParam("uid") String uid,
        @Parameter(description = "Kubernetes label selector.", example = "team=vision,stage in (dev,test),!archived")
                @QueryParam("labelSelector")
                String labelSelector,
        @Parameter(
                        description = "Comparisons of fields, separated by commas: =, != and =~ (ignores case).",
                        example = "status.phase=Running")
                @QueryParam("fieldSelector")
                String fieldSelector) {

    /** What was asked for; a 400 names every parameter that is wrong. */
    public ListQuery query() {
        return ListQuery.of(uri.getQueryParameters());
    }
}
