package io.kubesphere.ai.standalone.ksapiserver.seed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kubesphere.ai.standalone.ksapiserver.state.KubeSphereKinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Fills a cluster with KubeSphere's definitions and built-in roles, and with the users, workspaces and projects of
 * {@code standalone/kubesphere/tenancy.yaml}. Doing it again makes all of that true again, passwords included, and leaves
 * everything else alone.
 */
public final class DemoTenancy {
    private static final String FOLDER = "/standalone/kubesphere/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesClient client;
    private final Applying applying;

    public DemoTenancy(KubernetesClient client) {
        this.client = client;
        this.applying = new Applying(client);
    }

    /** Returns once everything is there. */
    public void seed() {
        Definitions.all().forEach(applying::apply);
        objects("roles.yaml").forEach(applying::apply);
        objects("role-templates.yaml").forEach(applying::apply);
        var tenancy = objects("tenancy.yaml");
        tenancy.forEach(applying::apply);
        var roles = new BuiltinRoles(client);
        of(tenancy, KubeSphereKinds.WORKSPACE.kind()).forEach(roles::ofWorkspace);
        of(tenancy, KubeSphereKinds.NAMESPACE.kind()).forEach(roles::ofNamespace);
    }

    private static List<ObjectNode> of(List<HasMetadata> objects, String kind) {
        return objects.stream()
                .filter(object -> object.getKind().equals(kind))
                .map(object -> JSON.<ObjectNode>valueToTree(object))
                .toList();
    }

    private List<HasMetadata> objects(String file) {
        try (var yaml = DemoTenancy.class.getResourceAsStream(FOLDER + file)) {
            return client.load(yaml).items();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
