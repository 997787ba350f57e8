package io.kubesphere.ai.standalone.apiserver.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The resources served now; custom ones come and go with their definitions. Readers see whole snapshots. */
public final class Catalog {

    public static final GroupResource DEFINITIONS =
            new GroupResource("apiextensions.k8s.io", "customresourcedefinitions");
    public static final GroupResource NAMESPACES = new GroupResource("", "namespaces");
    public static final GroupResource PODS = new GroupResource("", "pods");

    private volatile Map<GroupResource, ApiResource> resources = Map.of();

    public Catalog() {
        BuiltInKinds.all().forEach(this::add);
    }

    public synchronized void add(ApiResource resource) {
        var next = new LinkedHashMap<>(resources);
        next.put(resource.id(), resource);
        resources = next;
    }

    public synchronized void remove(GroupResource id) {
        var next = new LinkedHashMap<>(resources);
        next.remove(id);
        resources = next;
    }

    public Optional<ApiResource> find(GroupResource id) {
        return Optional.ofNullable(resources.get(id));
    }

    public Optional<ApiResource> find(GroupResource id, String version) {
        return find(id).filter(resource -> resource.version().equals(version));
    }

    public Collection<ApiResource> all() {
        return resources.values();
    }

    public Stream<ApiResource> namespaced() {
        return all().stream().filter(ApiResource::namespaced);
    }

    /** Group and version pairs as apiVersion strings, core first, each once. */
    public List<String> apiVersions() {
        return all().stream().map(ApiResource::apiVersion).distinct().toList();
    }

    /** What field selectors may compare of a stored object; kinds no longer served have nothing selectable. */
    public Map<String, String> fieldsOf(GroupResource id, ObjectNode object) {
        return find(id).map(resource -> resource.fieldsOf(object)).orElseGet(Map::of);
    }
}
