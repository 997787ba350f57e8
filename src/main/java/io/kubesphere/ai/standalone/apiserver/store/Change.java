package io.kubesphere.ai.standalone.apiserver.store;

import java.util.Optional;

/** One write as watches see it; for DELETED the object is the last state under the revision of the deletion. */
public record Change(Type type, Stored object, Optional<Stored> previous) {

    /** The watch event types of apimachinery. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    public long revision() {
        return object.revision();
    }
}
