package io.kubesphere.ai.kernel.kapi.http;

import io.kubesphere.ai.kernel.kapi.KapiPaths;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Adds to the generated document what holds for every operation: errors are Status objects, callers bear a token. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class OpenApiDocument implements OASFilter {
    private static final Pattern PART = Pattern.compile("\\{([^}:]+)");

    @Override
    public Operation filterOperation(Operation operation) {
        var schema = OASFactory.createSchema().ref("#/components/schemas/Status");
        var json = OASFactory.createContent()
                .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
        var failure = OASFactory.createAPIResponse()
                .description("What went wrong, as Kubernetes Status; details.causes names the fields.")
                .content(json);
        operation.getResponses().setDefaultValue(failure);
        operation.getResponses().getAPIResponses().forEach(OpenApiDocument::describe);
        return operation;
    }

    private static void describe(String code, APIResponse response) {
        if (response.getDescription() == null && response.getRef() == null) {
            response.setDescription(code.equals("201") ? "Created." : "Success.");
        }
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
        document.getPaths().getPathItems().forEach(OpenApiDocument::complete);
    }

    /** A resource that is reached by several paths does not know all parts of each. */
    private static void complete(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            operation.setOperationId(operationId(method.name(), path));
            var known = Stream.of(operation.getParameters(), item.getParameters())
                    .flatMap(list -> Optional.ofNullable(list).stream().flatMap(List::stream))
                    .filter(parameter -> parameter.getIn() == Parameter.In.PATH)
                    .map(Parameter::getName)
                    .collect(Collectors.toSet());
            PART.matcher(path)
                    .results()
                    .map(part -> part.group(1))
                    .filter(name -> !known.contains(name))
                    .forEach(name -> operation.addParameter(part(name)));
        });
    }

    private static Parameter part(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }

    /** Of method and path, e.g. {@code getNamespaceTrainingjobsName}, so that it stays the same and is there only once. */
    private static String operationId(String method, String path) {
        var words = Stream.of(path.replace(KapiPaths.ROOT, "").split("[^A-Za-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        return method.toLowerCase(Locale.ROOT) + words.collect(Collectors.joining());
    }
}
