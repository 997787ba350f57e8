package io.kubesphere.ai.standalone.ksapiserver.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * Gives every workspace and every project the roles that BuiltinRole objects describe, and a project's creator its role
 * admin. What KubeSphere's namespace and workspace controllers do, less their finalizers and clean-up.
 */
public final class BuiltinRoles {
    private static final Logger LOG = Logger.getLogger(BuiltinRoles.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADMIN = "admin";

    private final KubernetesClient client;
    private final Applying applying;

    public BuiltinRoles(KubernetesClient client) {
        this.client = client;
        this.applying = new Applying(client);
    }

    /** Never fails: an informer calls it, and will again when the object changes. */
    public void ofNamespace(ObjectNode namespace) {
        var name = Json.text(namespace, "metadata", "name");
        var labels = Json.at(namespace, "metadata", "labels");
        var going = Json.at(namespace, "metadata").has("deletionTimestamp");
        if (!labels.has(Marks.WORKSPACE) || !labels.has(Marks.MANAGED) || going) {
            return;
        }
        attempt("namespace", name, () -> {
            if (hasRoles(name)) {
                return;
            }
            for (var builtin : builtins("namespace")) {
                if (selects(builtin.path("targetSelector"), labels)) {
                    var role = role(builtin);
                    role.withObjectProperty("metadata").put("namespace", name);
                    applying.apply(role);
                }
            }
            bindCreator(name, Json.text(namespace, "metadata", "annotations", Marks.CREATOR));
        });
    }

    /** As {@link #ofNamespace}. */
    public void ofWorkspace(ObjectNode workspace) {
        var name = Json.text(workspace, "metadata", "name");
        attempt("workspace", name, () -> {
            for (var builtin : builtins("workspace")) {
                var role = role(builtin);
                var metadata = role.withObjectProperty("metadata");
                metadata.put("name", name + "-" + Json.text(metadata, "name"));
                metadata.withObjectProperty("labels").put(Marks.WORKSPACE, name);
                applying.apply(role);
            }
        });
    }

    private static void attempt(String what, String name, Runnable work) {
        try {
            work.run();
        } catch (KubernetesClientException refused) {
            var level = Thread.currentThread().isInterrupted() ? Level.DEBUG : Level.WARN;
            LOG.logf(level, "no built-in roles for now %s=%s cause=%s", what, name, refused.getMessage());
        }
    }

    private boolean hasRoles(String namespace) {
        return client.genericKubernetesResources(KubeSphereKinds.ROLE.context())
                        .inNamespace(namespace)
                        .withName(ADMIN)
                        .get()
                != null;
    }

    private List<ObjectNode> builtins(String scope) {
        return client
                .genericKubernetesResources(KubeSphereKinds.BUILTIN_ROLE.context())
                .withLabel(Marks.SCOPE, scope)
                .list()
                .getItems()
                .stream()
                .map(builtin -> JSON.<ObjectNode>valueToTree(builtin))
                .toList();
    }

    private static ObjectNode role(ObjectNode builtin) {
        return builtin.withObjectProperty("role").deepCopy();
    }

    private static boolean selects(JsonNode selector, JsonNode labels) {
        return selector.path("matchLabels").properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
    }

    private void bindCreator(String namespace, String creator) {
        if (creator.isEmpty()) {
            return;
        }
        var binding = Json.object()
                .put("apiVersion", KubeSphereKinds.ROLE_BINDING.apiVersion())
                .put("kind", KubeSphereKinds.ROLE_BINDING.kind());
        binding.putObject("metadata")
                .put("name", creator + "-" + ADMIN)
                .put("namespace", namespace)
                .putObject("labels")
                .put(Marks.USER_REF, creator)
                .put(Marks.ROLE_REF, ADMIN);
        binding.putObject("roleRef")
                .put("apiGroup", KubeSphereKinds.ROLE.group())
                .put("kind", KubeSphereKinds.ROLE.kind())
                .put("name", ADMIN);
        binding.putArray("subjects")
                .addObject()
                .put("apiGroup", KubeSphereKinds.USER.group())
                .put("kind", KubeSphereKinds.USER.kind())
                .put("name", creator);
        applying.apply(binding);
    }
}
