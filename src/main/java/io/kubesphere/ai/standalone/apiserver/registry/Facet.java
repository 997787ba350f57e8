package io.kubesphere.ai.standalone.apiserver.registry;

/** Which part of an object an update may change. */
public enum Facet {
    /** Everything but the status, if that is a subresource. */
    MAIN(""),
    /** Only the status. */
    STATUS("status"),
    /** Everything: the server's own bookkeeping, and subresources that the server itself translates. */
    INTERNAL("");

    private final String subresource;

    Facet(String subresource) {
        this.subresource = subresource;
    }

    public String subresource() {
        return subresource;
    }
}
