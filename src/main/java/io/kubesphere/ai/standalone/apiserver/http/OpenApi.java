package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.Arrays;
import java.util.List;

/**
 * OpenAPI documents as far as clients read them: which operations take fieldValidation and dryRun, and the schemas of
 * all kinds. No patch lists its media types, which makes kubectl compute strategic merges from the types it carries.
 */
final class OpenApi {

    private final Catalog catalog;

    OpenApi(Catalog catalog) {
        this.catalog = catalog;
    }

    Reply answer(Call call) {
        var segments = Arrays.asList(call.path().substring(1).split("/"));
        if (segments.get(1).equals("v3")) {
            return segments.size() == 2 ? index() : document(String.join("/", segments.subList(2, segments.size())));
        }
        // v2 is asked for as protobuf only, by clients that read v3 first
        throw ApiError.noSuchPath();
    }

    private Reply index() {
        var index = Json.object();
        var paths = index.putObject("paths");
        for (var apiVersion : catalog.apiVersions()) {
            var prefix = apiVersion.contains("/") ? "apis/" : "api/";
            paths.putObject(prefix + apiVersion)
                    .put(
                            "serverRelativeURL",
                            "/openapi/v3/" + prefix + apiVersion + "?hash=" + fingerprint(apiVersion));
        }
        return Reply.json(200, index);
    }

    /** Changes whenever a kind of the version does; a definition's rules are made anew with each of its changes. */
    private String fingerprint(String apiVersion) {
        return Integer.toHexString(catalog.all().stream()
                .filter(resource -> resource.apiVersion().equals(apiVersion))
                .toList()
                .hashCode());
    }

    private Reply document(String groupVersionPath) {
        var apiVersion = groupVersionPath.replaceFirst("^apis?/", "");
        var resources = catalog.all().stream()
                .filter(resource -> resource.apiVersion().equals(apiVersion))
                .toList();
        if (resources.isEmpty()) {
            throw ApiError.noSuchPath();
        }
        var document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.34.0");
        var paths = document.putObject("paths");
        var schemas = document.putObject("components").putObject("schemas");
        for (var resource : resources) {
            schemas.set(schemaName(resource), schema(resource));
            path(resource, paths);
        }
        return Reply.json(200, document);
    }

    private static String schemaName(ApiResource resource) {
        var group = resource.group().isEmpty() ? "core" : resource.group();
        return group + "." + resource.version() + "." + resource.kind();
    }

    private static ObjectNode schema(ApiResource resource) {
        var schema = (ObjectNode) resource.rules().schema().source().deepCopy();
        var properties = Json.child(schema, "properties");
        for (var field : List.of("apiVersion", "kind")) {
            if (!properties.has(field)) {
                properties.putObject(field).put("type", "string");
            }
        }
        if (!properties.has("metadata")) {
            properties.putObject("metadata").put("type", "object");
        }
        schema.putArray("x-kubernetes-group-version-kind").add(groupVersionKind(resource));
        return schema;
    }

    private static ObjectNode groupVersionKind(ApiResource resource) {
        return Json.object()
                .put("group", resource.group())
                .put("kind", resource.kind())
                .put("version", resource.version());
    }

    private static void path(ApiResource resource, ObjectNode paths) {
        var prefix = resource.group().isEmpty() ? "/api/" : "/apis/";
        var scope = resource.namespaced() ? "/namespaces/{namespace}/" : "/";
        var collection = prefix + resource.apiVersion() + scope + resource.plural();
        var onCollection = paths.putObject(collection);
        operation(onCollection, "get", "list", resource);
        operation(onCollection, "post", "post", resource);
        var onObject = paths.putObject(collection + "/{name}");
        operation(onObject, "get", "get", resource);
        operation(onObject, "put", "put", resource);
        operation(onObject, "patch", "patch", resource);
        operation(onObject, "delete", "delete", resource);
    }

    private static void operation(ObjectNode path, String method, String action, ApiResource resource) {
        var operation = path.putObject(method);
        operation.put("x-kubernetes-action", action);
        operation.set("x-kubernetes-group-version-kind", groupVersionKind(resource));
        var parameters = operation.putArray("parameters");
        for (var name : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
            var parameter = parameters.addObject().put("name", name).put("in", "query");
            parameter.putObject("schema").put("type", name.equals("force") ? "boolean" : "string");
        }
        operation.putObject("responses").putObject("200").put("description", "OK");
    }
}
