package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.schema.FieldType;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Server-side apply and the bookkeeping that every other write does for it. */
public final class Ownership {

    private static final List<String> METADATA_OF_NOBODY = List.of(
            "name",
            "namespace",
            "creationTimestamp",
            "selfLink",
            "uid",
            "generation",
            "managedFields",
            "resourceVersion",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");

    private final Clock clock;

    public Ownership(Clock clock) {
        this.clock = clock;
    }

    /** What to apply, by whom; {@code force} takes fields away from other managers instead of conflicting. */
    public record Application(ObjectNode configuration, FieldOwner manager, boolean force) {}

    /** The live object with the configuration laid over it and what the manager no longer applies taken out. */
    public ObjectNode apply(ObjectNode live, Application application, FieldType type) {
        var manager = application.manager();
        var managed = ManagedFields.of(live);
        var configured = Fields.of(application.configuration(), type);
        var wanted = owned(configured);
        var merged = (ObjectNode) TypedMerge.merge(live, application.configuration(), type);
        var kept = managed.ofOthersThan(manager).union(wanted);
        TypedMerge.remove(merged, managed.of(manager).minus(wanted), kept, type);

        var difference = Fields.between(withoutManaged(live), withoutManaged(merged), type);
        var touched = owned(difference.changed());
        if (!application.force()) {
            refuseConflicts(managed, touched, manager);
        }
        managed.takeFromOthers(touched, manager);
        managed.takeFromOthers(difference.removed(), manager);
        managed.set(manager, wanted, Meta.time(clock.instant()));
        managed.writeTo(merged);
        return merged;
    }

    private static void refuseConflicts(ManagedFields managed, FieldSet touched, FieldOwner manager) {
        var causes = new ArrayList<Cause>();
        var sentences = new ArrayList<String>();
        managed.ownersOf(touched, manager).forEach((owner, fields) -> {
            var paths = fields.paths();
            paths.forEach(path ->
                    causes.add(new Cause(Cause.Reason.MANAGER_CONFLICT, "conflict with " + owner.shown(), path)));
            sentences.add(
                    paths.size() == 1
                            ? "conflict with " + owner.shown() + ": " + paths.get(0)
                            : "conflicts with " + owner.shown() + ":\n- " + String.join("\n- ", paths));
        });
        if (!causes.isEmpty()) {
            throw ApiError.applyConflict(causes, sentences);
        }
    }

    /** Records in {@code now} that this manager has written what differs from {@code before}. */
    public void track(ObjectNode before, ObjectNode now, FieldOwner manager, FieldType type) {
        var difference = Fields.between(withoutManaged(before), withoutManaged(now), type);
        var changed = owned(difference.changed());
        var removed = difference.removed();
        if (changed.isEmpty() && removed.isEmpty()) {
            carryOver(before, now);
            return;
        }
        var managed = ManagedFields.of(before);
        managed.takeFromOthers(changed, manager);
        managed.takeFromOthers(removed, manager);
        var mine = managed.of(manager).union(changed).minus(removed);
        managed.set(manager, mine, Meta.time(clock.instant()));
        managed.writeTo(now);
    }

    private static void carryOver(ObjectNode before, ObjectNode now) {
        var record = before.path("metadata").path("managedFields");
        var metadata = Meta.of(now).node();
        metadata.remove("managedFields");
        if (!record.isMissingNode()) {
            metadata.set("managedFields", record);
        }
    }

    private static JsonNode withoutManaged(ObjectNode object) {
        var copy = Json.object();
        copy.setAll(object);
        if (object.get("metadata") instanceof ObjectNode metadata) {
            copy.set("metadata", Json.object().<ObjectNode>setAll(metadata).without("managedFields"));
        }
        return copy;
    }

    /** The fields that somebody can own: not the server's own,. */
    private static FieldSet owned(FieldSet fields) {
        var metadata = fields.child(Steps.field("metadata"));
        for (var name : METADATA_OF_NOBODY) {
            metadata = metadata.without(Steps.field(name));
        }
        // an empty metadata object, or one with only a name, is nobody's
        metadata = FieldSet.of(false, new TreeMap<>(metadata.children()));
        var rest = fields.without(Steps.field("apiVersion"))
                .without(Steps.field("kind"))
                .without(Steps.field("metadata"));
        if (!metadata.isEmpty()) {
            rest = rest.with(Steps.field("metadata"), metadata);
        }
        return FieldSet.of(false, new TreeMap<>(rest.children()));
    }
}
