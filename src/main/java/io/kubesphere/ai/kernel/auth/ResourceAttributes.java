package io.kubesphere.ai.kernel.auth;

import io.kubesphere.ai.kernel.kapi.KapiPaths;

/**
 * What somebody wants to do to a kind of ours, in the terms that ks-apiserver reads from a path and its roles speak of. What a
 * path does not have is "". No object is named, since KubeSphere's roles name none, but a user: everybody may do what is below
 * his own name.
 *
 * @param verb such as {@code get}, {@code list}, {@code create} or {@code deletecollection}
 * @param resource plural of the kind
 * @param subresource the part of the path behind the object's name
 * @param name of a user, whose path it is
 */
public record ResourceAttributes(
        String verb,
        String workspace,
        String namespace,
        Group group,
        String resource,
        String subresource,
        String name) {
    /** What a path names a person by. */
    private static final String USERS = "users";

    /** Whose kinds: ours, or Kubernetes' own. */
    public enum Group {
        OURS(KapiPaths.GROUP, KapiPaths.VERSION),
        CORE("", "v1");

        private final String group;
        private final String version;

        Group(String group, String version) {
            this.group = group;
            this.version = version;
        }

        String group() {
            return group;
        }

        String version() {
            return version;
        }
    }

    /** Something of our kinds. */
    public ResourceAttributes(
            String verb, String workspace, String namespace, String resource, String subresource, String name) {
        this(verb, workspace, namespace, Group.OURS, resource, subresource, name);
    }

    /** Reading Secrets of a project. */
    public static ResourceAttributes getSecrets(String namespace) {
        return new ResourceAttributes("get", "", namespace, Group.CORE, "secrets", "", "");
    }

    /** Reading objects of a kind in a project. */
    public static ResourceAttributes get(String namespace, String plural) {
        return new ResourceAttributes("get", "", namespace, plural, "", "");
    }

    /** The same about an object; told only where roles ask for it, so that one review serves many requests. */
    ResourceAttributes named(String object) {
        return resource.equals(USERS)
                ? new ResourceAttributes(verb, workspace, namespace, group, resource, subresource, object)
                : this;
    }

    /** As Kubernetes words it. */
    String refusal(String user) {
        var combined = subresource.isEmpty() ? resource : resource + "/" + subresource;
        return "%s.%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(resource, KapiPaths.GROUP, user, verb, combined, KapiPaths.GROUP, where());
    }

    private String where() {
        if (!namespace.isEmpty()) {
            return "in the namespace \"" + namespace + "\"";
        }
        return workspace.isEmpty() ? "at the cluster scope" : "in the workspace \"" + workspace + "\"";
    }
}
