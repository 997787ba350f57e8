package io.kubesphere.ai.standalone.ksapiserver.path;

/** How far a request reaches, which decides whose role bindings are looked at. */
public enum Scope {
    GLOBAL,
    CLUSTER,
    WORKSPACE,
    NAMESPACE
}
