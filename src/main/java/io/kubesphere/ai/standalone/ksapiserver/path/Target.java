package io.kubesphere.ai.standalone.ksapiserver.path;

/** The resource that a request is about; what its path does not have is "". */
public record Target(
        Scope scope,
        String group,
        String version,
        String workspace,
        String namespace,
        String resource,
        String subresource,
        String name) {

    /** The resource as rules name it: {@code pods} or {@code pods/log}. */
    public String combined() {
        return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }

    Target within(Scope other, String otherWorkspace) {
        return new Target(other, group, version, otherWorkspace, namespace, resource, subresource, name);
    }
}
