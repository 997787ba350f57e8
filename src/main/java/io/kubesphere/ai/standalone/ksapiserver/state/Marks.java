package io.kubesphere.ai.standalone.ksapiserver.state;

/** Labels and annotations by which KubeSphere ties its objects together. */
public final class Marks {
    /** Label: the workspace of a namespace or of a workspace's role and binding. */
    public static final String WORKSPACE = "kubesphere.io/workspace";

    /** Label: a namespace with built-in roles, or a template that projects may use. */
    public static final String MANAGED = "kubesphere.io/managed";

    /** Annotation: who made the object; a project's creator becomes its admin. */
    public static final String CREATOR = "kubesphere.io/creator";

    /** Annotation: the name that the console shows. */
    public static final String ALIAS = "kubesphere.io/alias-name";

    /** Label: the user of a binding; listings go by it, decisions by the subjects. */
    public static final String USER_REF = "iam.kubesphere.io/user-ref";

    /** Label: the role of a binding. */
    public static final String ROLE_REF = "iam.kubesphere.io/role-ref";

    /** Label: where a role template or built-in role belongs. */
    public static final String SCOPE = "iam.kubesphere.io/scope";

    /** Annotation: a policy in Rego; see {@code AuthenticatedPolicy}. */
    public static final String REGO = "iam.kubesphere.io/rego-override";

    private Marks() {}
}
