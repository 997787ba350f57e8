package io.kubesphere.ai.standalone.apiserver.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.merge.JsonPatching;
import io.kubesphere.ai.standalone.apiserver.merge.MergePatch;
import io.kubesphere.ai.standalone.apiserver.merge.StrategicMerge;
import io.kubesphere.ai.standalone.apiserver.registry.Facet;
import io.kubesphere.ai.standalone.apiserver.registry.Outcome;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.registry.WriteOptions;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.apiserver.wire.Meta;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** POST, PUT, PATCH and DELETE of objects and collections. */
final class Writes {

    private final Store store;
    private final Registry registry;

    Writes(Store store, Registry registry) {
        this.store = store;
        this.registry = registry;
    }

    Answer create(Call call, Target target) {
        return reply(call, registry.create(target, call.object(), WriteParameters.of(call)));
    }

    Answer replace(Call call, Target target, Facet facet) {
        var body = call.object();
        if (target.resource().isCustom() && Meta.of(body).resourceVersion().isEmpty()) {
            var cause = new Cause(
                    Cause.Reason.INVALID,
                    "Invalid value: 0x0: must be specified for an update",
                    "metadata.resourceVersion");
            throw ApiError.invalid(target.resource().group(), target.resource().kind(), target.name(), List.of(cause));
        }
        return reply(call, registry.update(target, facet, live -> body.deepCopy(), WriteParameters.of(call)));
    }

    Answer patch(Call call, Target target, Facet facet) {
        var options = WriteParameters.of(call);
        if (call.contentType().equals("application/apply-patch+yaml")) {
            var applyOptions = new WriteOptions(
                    call.parameter("fieldManager"), options.dryRun(), options.fieldValidation(), options.force());
            return reply(call, registry.apply(target, facet, call.object(), applyOptions));
        }
        return reply(call, registry.update(target, facet, patching(call, target), options));
    }

    static UnaryOperator<ObjectNode> patching(Call call, Target target) {
        var patch = call.tree();
        return switch (call.contentType()) {
            case "application/json-patch+json" -> live -> object(JsonPatching.apply(live, patch));
            case "application/merge-patch+json" -> live -> object(MergePatch.apply(live, patch));
            case "application/strategic-merge-patch+json" -> {
                if (target.resource().isCustom()) {
                    throw unsupported("");
                }
                yield live -> StrategicMerge.apply(
                        live, patch, target.resource().rules().type());
            }
            default -> throw unsupported(", application/strategic-merge-patch+json");
        };
    }

    private static ApiError unsupported(String more) {
        return ApiError.unsupportedMediaType("the body of the request was in an unknown format - accepted media types"
                + " include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                + more);
    }

    private static ObjectNode object(JsonNode patched) {
        if (patched instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.badRequest("the patch leaves no object");
    }

    Answer delete(Call call, Target target) {
        return Reply.json(200, registry.delete(target, DeleteParameters.of(call)));
    }

    Answer deleteCollection(Call call, Target target) {
        var selection = Selection.of(call, target.resource(), target.namespace());
        var options = DeleteParameters.of(call);
        var deleted = new ArrayList<ObjectNode>();
        for (var item : Reads.selected(store, target.resource(), selection)) {
            var place = item.place();
            try {
                registry.delete(new Target(target.resource(), place.namespace(), place.name()), options);
                deleted.add(item.toObject());
            } catch (ApiError e) {
                if (e.code() != 404) {
                    throw e;
                }
            }
        }
        return Reply.json(200, Reads.listOf(target.resource(), deleted));
    }

    private static Reply reply(Call call, Outcome outcome) {
        var status = outcome.created() ? 201 : 200;
        var object = call.isAboutNewEvents() ? EventForms.toNew(outcome.object()) : outcome.object();
        return new Reply(status, "application/json", Buffer.buffer(Json.bytes(object)), outcome.warnings());
    }
}
