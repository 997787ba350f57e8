package io.kubesphere.ai.kernel.kapi.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the generated document what holds for every operation: errors are Status objects, callers bear a token. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiDocument implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Status");
        var json = OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
        var failure = OASFactory.createAPIResponse()
                .description("What went wrong, as Kubernetes Status; details.causes names the fields.")
                .content(json);
        operation.getResponses().setDefaultValue(failure);
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var bearer = OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A KubeSphere access token, or a workload's run token.");
        ResourceSchemas.all().forEach(document.getComponents()::addSchema);
        document.getComponents().addSecurityScheme("bearer", bearer);
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme("bearer"));
    }
}
