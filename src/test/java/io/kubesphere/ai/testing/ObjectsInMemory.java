package io.kubesphere.ai.testing;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.kubesphere.ai.kernel.kapi.Problem;
import io.kubesphere.ai.kernel.kube.KubeObjects;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Custom resources in a map: what a KAPI needs of a cluster. Whatever else is asked of it fails. */
public final class ObjectsInMemory {
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();
    private long version;

    /** The cluster as the service sees it. */
    public KubeObjects objects() {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "create" -> create((HasMetadata) arguments[0]);
            case "apply" -> store((HasMetadata) arguments[0]);
            case "replace" -> store((HasMetadata) arguments[0]);
            case "get" ->
                arguments.length == 3
                        ? Optional.ofNullable(objects.get(key(arguments[1], arguments[2])))
                        : Optional.<GenericKubernetesResource>empty();
            case "delete" -> arguments.length == 3 && objects.remove(key(arguments[1], arguments[2])) != null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return (KubeObjects)
                Proxy.newProxyInstance(KubeObjects.class.getClassLoader(), new Class<?>[] {KubeObjects.class}, handler);
    }

    private HasMetadata create(HasMetadata object) {
        var meta = object.getMetadata();
        if (objects.containsKey(key(meta.getNamespace(), meta.getName()))) {
            throw Problem.of(Problem.Code.ALREADY_EXISTS, "%s exists already", meta.getName());
        }
        meta.setUid(UUID.randomUUID().toString());
        meta.setGeneration(1L);
        meta.setCreationTimestamp("2026-01-01T00:00:00Z");
        return store(object);
    }

    private HasMetadata store(HasMetadata object) {
        object.getMetadata().setResourceVersion(Long.toString(++version));
        objects.put(
                key(object.getMetadata().getNamespace(), object.getMetadata().getName()), object);
        return object;
    }

    private static String key(Object namespace, Object name) {
        return namespace + "/" + name;
    }
}
