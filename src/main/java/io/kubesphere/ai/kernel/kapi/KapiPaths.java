package io.kubesphere.ai.kernel.kapi;

/** The path grammar that ks-apiserver authorizes by; resources hang below one of these. */
public final class KapiPaths {
    public static final String GROUP = "ai.kubesphere.io";
    public static final String VERSION = "v1alpha1";

    /** Everything ks-apiserver proxies to us. */
    public static final String ROOT = "/kapis/" + GROUP + "/" + VERSION;

    /** One project; add {@code /<plural>[/{name}[/<subresource>]]}. */
    public static final String IN_NAMESPACE = ROOT + "/namespaces/{namespace}";

    /** All projects of a workspace that the caller was let into. */
    public static final String IN_WORKSPACE = ROOT + "/workspaces/{workspace}";

    /** One project, reached through its workspace; the pair is checked by {@code kernel.tenancy}. */
    public static final String IN_WORKSPACE_NAMESPACE = IN_WORKSPACE + "/namespaces/{namespace}";

    private KapiPaths() {}
}
