package io.kubesphere.ai.kernel.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Names;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kapi.ResourcePatch;
import io.kubesphere.ai.kernel.kapi.UnreadableJson;
import io.kubesphere.ai.kernel.kapi.index.ObjectIndex;
import io.kubesphere.ai.kernel.kapi.index.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A custom resource as a KAPI serves it: lists and reads from the index, writes through the API server, JSON on both
 * sides. What a write answered is in the index at once, so that a caller reads what he wrote.
 */
public final class ResourceStore<T extends CustomResource<?, ?>> {
    /** As often as kube-apiserver itself tries a patch again that met another write. */
    private static final int ATTEMPTS = 5;

    private static final int LONGEST_NAME = 63;

    private final Class<T> kind;
    private final String plural;
    private final ObjectIndex<T> index;
    private final KubeObjects objects;
    private final ObjectMapper json;
    private final List<String> finalizers;

    /** Of a kind whose objects may go at any time. */
    public ResourceStore(Class<T> kind, ObjectIndex<T> index, KubeObjects objects, ObjectMapper json) {
        this(kind, index, objects, json, List.of());
    }

    /**
     * @param finalizers by which the kind's reconciler holds its objects: made with them, none goes before it was seen, and
     *     the reconciler need not write them first
     */
    public ResourceStore(
            Class<T> kind, ObjectIndex<T> index, KubeObjects objects, ObjectMapper json, List<String> finalizers) {
        this.kind = kind;
        this.plural = HasMetadata.getPlural(kind);
        this.index = index;
        this.objects = objects;
        this.json = json;
        this.finalizers = List.copyOf(finalizers);
    }

    public Page<JsonNode> page(Scope scope, ListQuery query) {
        return index.page(scope, query).map(this::view);
    }

    public Optional<T> find(String namespace, String name) {
        return index.find(namespace, name);
    }

    /** The object; a 404 when there is none. */
    public T get(String namespace, String name) {
        return find(namespace, name).orElseThrow(() -> absent(namespace, name));
    }

    /** The object as it goes over the wire. */
    public JsonNode view(T object) {
        return json.valueToTree(object);
    }

    /**
     * Creates what a user sent.
     *
     * @param body the resource; missing apiVersion, kind and namespace are filled in, others must agree
     * @param creator who asks; written as annotation, whatever the body says
     * @param policy what must hold that the schema cannot say; throws a Problem
     */
    public T create(String namespace, String creator, JsonNode body, Consumer<T> policy) {
        var object = parse(namespace, body);
        requireName(object);
        var meta = object.getMetadata();
        var annotations = new HashMap<>(Objects.requireNonNullElse(meta.getAnnotations(), Map.of()));
        annotations.put(Labels.CREATOR, creator);
        TraceParent.current().ifPresent(parent -> annotations.putIfAbsent(Labels.TRACE_PARENT, parent));
        meta.setAnnotations(annotations);
        // What only the API server and controllers may say.
        meta.setResourceVersion(null);
        meta.setUid(null);
        meta.setOwnerReferences(List.of());
        meta.setFinalizers(finalizers);
        object.setStatus(null);
        policy.accept(object);
        return taken(objects.create(object));
    }

    /** Patches the stored object; a write of somebody else in between is taken in, unless the patch forbids it. */
    public T patch(String namespace, String name, ResourcePatch patch, Consumer<T> policy) {
        for (var attempt = 1; ; attempt++) {
            try {
                return replaced(namespace, name, patch, policy);
            } catch (Problem conflict) {
                if (conflict.code() != Problem.Code.CONFLICT || attempt == ATTEMPTS) {
                    throw conflict;
                }
            }
        }
    }

    private T replaced(String namespace, String name, ResourcePatch patch, Consumer<T> policy) {
        var current = objects.get(HasMetadata.getApiVersion(kind), HasMetadata.getKind(kind), namespace, name)
                .orElseThrow(() -> absent(namespace, name));
        // As it is stored: what our records leave out, such as an empty list, must not look like a change of it.
        var patched = patch.applyTo(json.valueToTree(current));
        policy.accept(parse(namespace, patched));
        var stored = objects.replace(json.convertValue(patched, GenericKubernetesResource.class));
        return taken(json.convertValue(stored, kind));
    }

    /** Deletes in the background; a 404 when it was not there. */
    public void delete(String namespace, String name) {
        if (!objects.delete(kind, namespace, name)) {
            throw absent(namespace, name);
        }
    }

    private T taken(T stored) {
        stored.getMetadata().setManagedFields(List.of());
        index.put(stored);
        return stored;
    }

    private void requireName(T object) {
        var name = Objects.requireNonNullElse(object.getMetadata().getName(), "");
        var prefix = Objects.requireNonNullElse(object.getMetadata().getGenerateName(), "");
        if (name.isEmpty() && !prefix.isEmpty()) {
            return;
        }
        var fault = Names.labelFault("metadata.name", name, LONGEST_NAME);
        if (fault.isPresent()) {
            throw Problem.invalid(kind.getSimpleName(), List.of(fault.get()));
        }
    }

    private T parse(String namespace, JsonNode body) {
        if (!(body instanceof ObjectNode resource)) {
            throw Problem.of(Problem.Code.BAD_REQUEST, "send a %s as JSON object", kind.getSimpleName());
        }
        var filled = resource.deepCopy();
        var faults = new ArrayList<Problem.Cause>();
        agree(filled, "apiVersion", HasMetadata.getApiVersion(kind), "apiVersion", faults);
        agree(filled, "kind", HasMetadata.getKind(kind), "kind", faults);
        var metadata = filled.path("metadata") instanceof ObjectNode given ? given : filled.putObject("metadata");
        agree(metadata, "namespace", namespace, "metadata.namespace", faults);
        if (!filled.path("spec").isObject()) {
            faults.add(Problem.Cause.required("spec", "a spec is required"));
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(kind.getSimpleName(), faults);
        }
        // A status is the controllers' to say; the API server keeps the stored one.
        filled.remove("status");
        try {
            return json.treeToValue(filled, kind);
        } catch (JsonProcessingException unreadable) {
            throw UnreadableJson.problem(unreadable);
        }
    }

    private static void agree(ObjectNode object, String field, String value, String path, List<Problem.Cause> faults) {
        var given = object.path(field).asText();
        if (given.isEmpty()) {
            object.put(field, value);
        } else if (!given.equals(value)) {
            faults.add(Problem.Cause.invalid(path, "must be " + value + ", as in the path"));
        }
    }

    private Problem absent(String namespace, String name) {
        return Problem.of(
                        Problem.Code.NOT_FOUND,
                        "there is no %s %s in project %s",
                        kind.getSimpleName(),
                        name,
                        namespace)
                .about(plural, name);
    }
}
