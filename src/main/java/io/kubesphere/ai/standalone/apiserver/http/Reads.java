package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.store.Stored;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** GET of one object or of a collection. */
final class Reads {

    private final Store store;
    private final Registry registry;
    private final Tables tables;

    Reads(Store store, Registry registry, Tables tables) {
        this.store = store;
        this.registry = registry;
        this.tables = tables;
    }

    Answer get(Call call, Target target) {
        refuseFuture(call);
        var stored = registry.get(target);
        var view = Views.of(call, target.resource(), tables);
        return new Reply(200, "application/json", Buffer.buffer(view.bytes(stored)), List.of());
    }

    Answer list(Call call, Target target) {
        refuseFuture(call);
        var page = Page.of(call, target, store);
        var resource = target.resource();
        var view = Views.of(call, resource, tables);
        return switch (MediaType.of(call)) {
            case TABLE -> Reply.json(200, table(call, resource, page));
            case METADATA -> new Answer.Parts(page.parts("PartialObjectMetadataList", "meta.k8s.io/v1", view));
            case JSON, YAML, AGGREGATED_DISCOVERY -> {
                var apiVersion = call.isAboutNewEvents() ? EventForms.NEW_API_VERSION : resource.apiVersion();
                yield new Answer.Parts(page.parts(resource.names().listKind(), apiVersion, view));
            }
        };
    }

    private ObjectNode table(Call call, ApiResource resource, Page page) {
        var table = tables.empty(resource);
        var include = call.parameter("includeObject");
        page.items().forEach(item -> tables.addRow(table, resource, item.toObject(), include));
        Meta.of(table).node().setAll(page.listMeta());
        return table;
    }

    /** The newest state is always served, which no older version asked for forbids; only a newer one is a fault. */
    private void refuseFuture(Call call) {
        var asked = call.number("resourceVersion").orElse(0L);
        var current = store.revision();
        if (asked > current) {
            throw ApiError.versionTooLarge(asked, current);
        }
    }

    /** The selected objects right now. */
    static List<Stored> selected(Store store, ApiResource resource, Selection selection) {
        return store.list(resource.id(), selection.namespace()).items().stream()
                .filter(selection::matches)
                .toList();
    }

    static ObjectNode listOf(ApiResource resource, List<ObjectNode> items) {
        var list = Json.object();
        list.put("kind", resource.names().listKind())
                .put("apiVersion", resource.apiVersion())
                .putObject("metadata");
        list.putArray("items").addAll(items);
        return list;
    }
}
