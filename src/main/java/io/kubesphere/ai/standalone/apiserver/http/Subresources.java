package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.registry.Facet;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.token.AccountTokens;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.vertx.core.buffer.Buffer;

/** Everything below one object: status, scale, and what pods, namespaces and service accounts have besides. */
final class Subresources {

    private final Registry registry;
    private final Writes writes;
    private final Reads reads;
    private final Scales scales;
    private final PodLogs logs;
    private final PodBindings bindings;
    private final AccountTokens tokens;

    Subresources(Router.Parts parts, Writes writes, Reads reads) {
        this.registry = parts.registry();
        this.writes = writes;
        this.reads = reads;
        this.scales = new Scales(registry);
        this.logs = new PodLogs(registry, parts.logs());
        this.bindings = new PodBindings(registry, parts.clock());
        this.tokens = parts.tokens();
    }

    Answer answer(Call call, Target target, String subresource) {
        var resource = target.resource();
        if (subresource.equals("status") && resource.features().hasStatus()) {
            return status(call, target);
        }
        if (subresource.equals("scale") && resource.features().scale().isPresent()) {
            return scales.answer(call, target);
        }
        if (resource.isBuiltIn("", "pods")) {
            return pod(call, target, subresource);
        }
        if (resource.isBuiltIn("", "serviceaccounts") && subresource.equals("token")) {
            return token(call, target);
        }
        if (resource.isBuiltIn("", "namespaces") && subresource.equals("finalize")) {
            return finalize(call, target);
        }
        throw ApiError.noSuchPath();
    }

    private Answer status(Call call, Target target) {
        return switch (call.method()) {
            case "GET" -> reads.get(call, target);
            case "PUT" -> writes.replace(call, target, Facet.STATUS);
            case "PATCH" -> writes.patch(call, target, Facet.STATUS);
            default -> throw Router.notAllowed();
        };
    }

    private Answer pod(Call call, Target target, String subresource) {
        return switch (subresource) {
            case "log" -> logs.answer(call, target);
            case "binding" -> bindings.bind(call, target);
            case "eviction" -> evict(call, target);
            default -> throw ApiError.noSuchPath();
        };
    }

    private Answer token(Call call, Target target) {
        if (!call.method().equals("POST")) {
            throw Router.notAllowed();
        }
        return Reply.json(201, tokens.issue(target.namespace(), target.name(), call.object()));
    }

    private Answer evict(Call call, Target target) {
        var options = call.object().path("deleteOptions");
        var body = options.isObject() ? Buffer.buffer(Json.bytes(options)) : Buffer.buffer();
        var delete = new Call("DELETE", call.path(), call.query(), call.headers(), body);
        registry.delete(target, DeleteParameters.of(delete));
        return success();
    }

    private Answer finalize(Call call, Target target) {
        var finalizers = Json.at(call.object(), "spec", "finalizers");
        var outcome = registry.update(
                target,
                Facet.INTERNAL,
                namespace -> {
                    Json.child(namespace, "spec").set("finalizers", finalizers.deepCopy());
                    return namespace;
                },
                WriteParameters.of(call));
        return Reply.json(200, outcome.object());
    }

    static Reply success() {
        var status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        return Reply.json(201, status.put("status", "Success").put("code", 201));
    }
}
