package io.kubesphere.ai.standalone.apiserver.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.util.List;
import java.util.Map;

/**
 * One version of one object: its JSON as bytes (a tree costs about eight times as much memory, and a list is then a mere
 * concatenation), and beside it what selectors and the garbage collector ask about.
 */
public final class Stored {

    private final Place place;
    private final String uid;
    private final long revision;
    private final Map<String, String> labels;
    private final Map<String, String> fields;
    private final List<String> owners;
    private final boolean beingDeleted;
    private final byte[] json;

    private Stored(Place place, ObjectNode object, Map<String, String> fields, byte[] json) {
        var meta = Meta.of(object);
        this.place = place;
        this.uid = meta.uid();
        this.revision = Long.parseLong(meta.resourceVersion());
        this.labels = Map.copyOf(meta.labels());
        this.fields = Map.copyOf(fields);
        this.owners = meta.ownerReferences().findValuesAsText("uid");
        this.beingDeleted = meta.isBeingDeleted();
        this.json = json;
    }

    /** Freezes an object whose metadata.resourceVersion is set; {@code fields} are what field selectors may compare. */
    static Stored of(Place place, ObjectNode object, Map<String, String> fields) {
        return new Stored(place, object, fields, Json.bytes(object));
    }

    static Stored ofBytes(Place place, byte[] json, Map<String, String> fields) {
        return new Stored(place, Json.trusted(json), fields, json);
    }

    public Place place() {
        return place;
    }

    public String uid() {
        return uid;
    }

    public long revision() {
        return revision;
    }

    public Map<String, String> labels() {
        return labels;
    }

    public Map<String, String> fields() {
        return fields;
    }

    public List<String> owners() {
        return owners;
    }

    public boolean isBeingDeleted() {
        return beingDeleted;
    }

    /** The bytes themselves, not a copy: read only. */
    public byte[] json() {
        return json;
    }

    /** A fresh tree that the caller may change. */
    public ObjectNode toObject() {
        return Json.trusted(json);
    }
}
