package io.kubesphere.ai.standalone.apiserver.wire;

/** A resource without its version, as it appears in error messages: {@code pods}, {@code jobs.batch}. */
public record GroupResource(String group, String resource) {

    @Override
    public String toString() {
        return group.isEmpty() ? resource : resource + "." + group;
    }
}
