package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What there is to be found at /api, /apis and below; in the unaggregated form, to which every client falls back. */
final class Discovery {

    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> SUBRESOURCE_VERBS = List.of("get", "patch", "update");

    private final Catalog catalog;

    Discovery(Catalog catalog) {
        this.catalog = catalog;
    }

    Reply version() {
        return Reply.json(
                200,
                Json.object()
                        .put("major", "1")
                        .put("minor", "34")
                        .put("gitVersion", "v1.34.0+standalone")
                        .put("gitCommit", "standalone")
                        .put("gitTreeState", "clean")
                        .put("buildDate", "2026-01-01T00:00:00Z")
                        .put("goVersion", "none")
                        .put("compiler", "javac")
                        .put("platform", "java"));
    }

    Answer answer(Call call) {
        var segments = call.path().substring(1).split("/");
        if (segments[0].equals("api")) {
            return segments.length == 1 ? coreVersions() : resources("", segments[1]);
        }
        if (segments[0].equals("apis") && segments.length <= 3) {
            return switch (segments.length) {
                case 1 -> groups();
                case 2 -> Reply.json(200, group(segments[1]));
                default -> resources(segments[1], segments[2]);
            };
        }
        if (call.path().equals("/")) {
            return paths();
        }
        throw ApiError.noSuchPath();
    }

    private static Reply coreVersions() {
        var versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        return Reply.json(200, versions);
    }

    private Reply paths() {
        var paths = Json.array().add("/api").add("/api/v1").add("/apis");
        groupVersions().forEach((group, version) -> paths.add("/apis/" + group).add("/apis/" + group + "/" + version));
        List.of("/healthz", "/livez", "/openapi/v2", "/openapi/v3", "/readyz", "/version")
                .forEach(paths::add);
        return Reply.json(200, Json.object().set("paths", paths));
    }

    /** Named groups with their one version, in a stable order. */
    private Map<String, String> groupVersions() {
        var versions = new LinkedHashMap<String, String>();
        catalog.all().forEach(resource -> versions.put(resource.group(), resource.version()));
        versions.remove("");
        versions.put("authentication.k8s.io", "v1");
        versions.put("authorization.k8s.io", "v1");
        return versions;
    }

    private Reply groups() {
        var list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        var groups = list.putArray("groups");
        groupVersions().keySet().forEach(name -> {
            var group = group(name);
            group.remove(List.of("kind", "apiVersion"));
            groups.add(group);
        });
        return Reply.json(200, list);
    }

    private ObjectNode group(String name) {
        var version = groupVersions().get(name);
        if (version == null) {
            throw ApiError.noSuchPath();
        }
        var group =
                Json.object().put("kind", "APIGroup").put("apiVersion", "v1").put("name", name);
        var served = Json.object().put("groupVersion", name + "/" + version).put("version", version);
        group.putArray("versions").add(served);
        group.set("preferredVersion", served);
        return group;
    }

    private Reply resources(String group, String version) {
        var list = Json.object().put("kind", "APIResourceList").put("apiVersion", "v1");
        list.put("groupVersion", group.isEmpty() ? version : group + "/" + version);
        var resources = list.putArray("resources");
        catalog.all().stream()
                .filter(resource ->
                        resource.group().equals(group) && resource.version().equals(version))
                .forEach(resource -> describe(resource, resources));
        reviews(group, resources);
        if (resources.isEmpty()) {
            throw ApiError.noSuchPath();
        }
        return Reply.json(200, list);
    }

    private static void describe(ApiResource resource, ArrayNode resources) {
        var entry = resources.addObject();
        entry.put("name", resource.plural())
                .put("singularName", resource.names().singular());
        entry.put("namespaced", resource.namespaced()).put("kind", resource.kind());
        VERBS.forEach(entry.putArray("verbs")::add);
        addUnlessEmpty(entry, "shortNames", resource.names().shortNames());
        addUnlessEmpty(entry, "categories", resource.names().categories());
        if (resource.features().hasStatus()) {
            subresource(resource, "status", resource.kind(), resources);
        }
        if (resource.features().scale().isPresent()) {
            subresource(resource, "scale", "Scale", resources)
                    .put("group", "autoscaling")
                    .put("version", "v1");
        }
        if (resource.isBuiltIn("", "pods")) {
            create(resource, "binding", "Binding", resources);
            create(resource, "eviction", "Eviction", resources)
                    .put("group", "policy")
                    .put("version", "v1");
            var log = subresource(resource, "log", "Pod", resources);
            log.putArray("verbs").add("get");
        }
    }

    private static ObjectNode subresource(ApiResource resource, String name, String kind, ArrayNode resources) {
        var entry = resources.addObject();
        entry.put("name", resource.plural() + "/" + name).put("singularName", "");
        entry.put("namespaced", resource.namespaced()).put("kind", kind);
        SUBRESOURCE_VERBS.forEach(entry.putArray("verbs")::add);
        return entry;
    }

    private static ObjectNode create(ApiResource resource, String name, String kind, ArrayNode resources) {
        var entry = subresource(resource, name, kind, resources);
        entry.putArray("verbs").add("create");
        return entry;
    }

    private static void addUnlessEmpty(ObjectNode entry, String field, List<String> values) {
        if (!values.isEmpty()) {
            values.forEach(entry.putArray(field)::add);
        }
    }

    private static void reviews(String group, ArrayNode resources) {
        var kinds =
                switch (group) {
                    case "authorization.k8s.io" -> Reviews.AUTHORIZATION;
                    case "authentication.k8s.io" -> Reviews.AUTHENTICATION;
                    default -> Map.<String, String>of();
                };
        Set<String> names = new TreeSet<>(kinds.keySet());
        for (var name : names) {
            var entry = resources.addObject();
            entry.put("name", name).put("singularName", kinds.get(name).toLowerCase(Locale.ROOT));
            entry.put("namespaced", name.startsWith("local")).put("kind", kinds.get(name));
            entry.putArray("verbs").add("create");
        }
    }
}
