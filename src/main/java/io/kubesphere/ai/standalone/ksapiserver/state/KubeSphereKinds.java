package io.kubesphere.ai.standalone.ksapiserver.state;

import java.util.List;

/** The kinds of KubeSphere that matter here. */
public final class KubeSphereKinds {
    public static final ResourceKind USER = iam("User", "users", false);
    public static final ResourceKind GLOBAL_ROLE = iam("GlobalRole", "globalroles", false);
    public static final ResourceKind GLOBAL_ROLE_BINDING = iam("GlobalRoleBinding", "globalrolebindings", false);
    public static final ResourceKind WORKSPACE_ROLE = iam("WorkspaceRole", "workspaceroles", false);
    public static final ResourceKind WORKSPACE_ROLE_BINDING =
            iam("WorkspaceRoleBinding", "workspacerolebindings", false);
    public static final ResourceKind ROLE = iam("Role", "roles", true);
    public static final ResourceKind ROLE_BINDING = iam("RoleBinding", "rolebindings", true);
    public static final ResourceKind CLUSTER_ROLE = iam("ClusterRole", "clusterroles", false);
    public static final ResourceKind CLUSTER_ROLE_BINDING = iam("ClusterRoleBinding", "clusterrolebindings", false);
    public static final ResourceKind ROLE_TEMPLATE = iam("RoleTemplate", "roletemplates", false);
    public static final ResourceKind BUILTIN_ROLE = iam("BuiltinRole", "builtinroles", false);
    public static final ResourceKind CATEGORY = iam("Category", "categories", false);
    public static final ResourceKind WORKSPACE =
            new ResourceKind("tenant.kubesphere.io", "v1beta1", "Workspace", "workspaces", false);
    public static final ResourceKind WORKSPACE_TEMPLATE =
            new ResourceKind("tenant.kubesphere.io", "v1beta1", "WorkspaceTemplate", "workspacetemplates", false);
    public static final ResourceKind CLUSTER =
            new ResourceKind("cluster.kubesphere.io", "v1alpha1", "Cluster", "clusters", false);
    public static final ResourceKind SERVICE_ACCOUNT =
            new ResourceKind("kubesphere.io", "v1alpha1", "ServiceAccount", "serviceaccounts", true);
    public static final ResourceKind EXTENSION =
            new ResourceKind("kubesphere.io", "v1alpha1", "Extension", "extensions", false);
    public static final ResourceKind API_SERVICE = extension("APIService", "apiservices");
    public static final ResourceKind JS_BUNDLE = extension("JSBundle", "jsbundles");
    public static final ResourceKind REVERSE_PROXY = extension("ReverseProxy", "reverseproxies");
    public static final ResourceKind EXTENSION_ENTRY = extension("ExtensionEntry", "extensionentries");

    /** Kubernetes' own; a project is one. */
    public static final ResourceKind NAMESPACE = new ResourceKind("", "v1", "Namespace", "namespaces", false);

    /** All that need a definition before an API server serves them. */
    public static final List<ResourceKind> CUSTOM = List.of(
            USER,
            GLOBAL_ROLE,
            GLOBAL_ROLE_BINDING,
            WORKSPACE_ROLE,
            WORKSPACE_ROLE_BINDING,
            ROLE,
            ROLE_BINDING,
            CLUSTER_ROLE,
            CLUSTER_ROLE_BINDING,
            ROLE_TEMPLATE,
            BUILTIN_ROLE,
            CATEGORY,
            WORKSPACE,
            WORKSPACE_TEMPLATE,
            CLUSTER,
            SERVICE_ACCOUNT,
            EXTENSION,
            API_SERVICE,
            JS_BUNDLE,
            REVERSE_PROXY,
            EXTENSION_ENTRY);

    private KubeSphereKinds() {}

    private static ResourceKind iam(String kind, String plural, boolean namespaced) {
        return new ResourceKind("iam.kubesphere.io", "v1beta1", kind, plural, namespaced);
    }

    private static ResourceKind extension(String kind, String plural) {
        return new ResourceKind("extensions.kubesphere.io", "v1alpha1", kind, plural, false);
    }
}
