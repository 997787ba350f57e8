package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.http.Answer.Reply;
import io.kubesphere.ai.standalone.apiserver.kinds.Catalog;
import io.kubesphere.ai.standalone.apiserver.podlog.PodLogSource;
import io.kubesphere.ai.standalone.apiserver.registry.Facet;
import io.kubesphere.ai.standalone.apiserver.registry.Registry;
import io.kubesphere.ai.standalone.apiserver.registry.Target;
import io.kubesphere.ai.standalone.apiserver.store.Store;
import io.kubesphere.ai.standalone.apiserver.token.AccountTokens;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.GroupResource;
import java.time.Clock;

/** Finds what a path and a method mean. */
public final class Router {

    private final Catalog catalog;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final Reads reads;
    private final Watches watches;
    private final Writes writes;
    private final Subresources subresources;
    private final AccountTokens tokens;
    private final Reviews reviews = new Reviews();

    /** What the API server is made of. */
    public record Parts(
            Catalog catalog, Store store, Registry registry, PodLogSource logs, AccountTokens tokens, Clock clock) {}

    public Router(Parts parts) {
        var tables = new Tables(parts.clock());
        this.catalog = parts.catalog();
        this.discovery = new Discovery(catalog);
        this.openApi = new OpenApi(catalog);
        this.reads = new Reads(parts.store(), parts.registry(), tables);
        this.watches = new Watches(tables);
        this.writes = new Writes(parts.store(), parts.registry());
        this.subresources = new Subresources(parts, writes, reads);
        this.tokens = parts.tokens();
    }

    Answer route(Call call) {
        var path = call.path();
        if (path.startsWith("/openapi/")) {
            return openApi.answer(call);
        }
        if (path.equals("/version")) {
            return discovery.version();
        }
        if (path.startsWith("/readyz") || path.startsWith("/livez") || path.startsWith("/healthz")) {
            return Reply.text(200, "ok");
        }
        if (path.equals("/openid/v1/jwks")) {
            refuseOtherThanKeySet(call);
            return Reply.json(200, tokens.keys());
        }
        if (path.equals("/.well-known/openid-configuration")) {
            return Reply.json(200, tokens.discovery());
        }
        var found = ApiPath.parse(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        return found.isPresent() ? resource(call, found.get()) : discovery.answer(call);
    }

    private static void refuseOtherThanKeySet(Call call) {
        var accept = call.header("Accept");
        if (!accept.isBlank() && !accept.contains("*/*") && !accept.contains("application/jwk-set+json")) {
            throw ApiError.of(
                    406, "NotAcceptable", "406: Not Acceptable\n\nAvailable representations: application/jwk-set+json");
        }
    }

    private Answer resource(Call call, ApiPath path) {
        if (reviews.serves(path)) {
            return reviews.answer(call, path);
        }
        var isNewEvents = call.isAboutNewEvents() && path.plural().equals("events");
        var id = new GroupResource(isNewEvents ? "" : path.group(), path.plural());
        var resource = catalog.find(id, path.version()).orElseThrow(ApiError::noSuchPath);
        if (!resource.namespaced() && !path.namespace().isEmpty()) {
            throw ApiError.noSuchPath();
        }
        var target = new Target(resource, path.namespace(), path.name());
        if (resource.namespaced() && path.namespace().isEmpty() && !path.name().isEmpty()) {
            throw ApiError.noSuchPath();
        }
        if (!path.subresource().isEmpty()) {
            return subresources.answer(call, target, path.subresource());
        }
        return path.name().isEmpty() ? collection(call, target) : object(call, target);
    }

    private Answer collection(Call call, Target target) {
        var everywhere = target.resource().namespaced() && target.namespace().isEmpty();
        return switch (call.method()) {
            case "GET", "HEAD" -> call.isWatch() ? watches.watch(call, target) : reads.list(call, target);
            case "POST" -> {
                if (everywhere) {
                    throw notAllowed();
                }
                yield writes.create(call, target);
            }
            case "DELETE" -> writes.deleteCollection(call, target);
            default -> throw notAllowed();
        };
    }

    private Answer object(Call call, Target target) {
        return switch (call.method()) {
            case "GET", "HEAD" -> call.isWatch() ? watches.watch(call, target) : reads.get(call, target);
            case "PUT" -> writes.replace(call, target, Facet.MAIN);
            case "PATCH" -> writes.patch(call, target, Facet.MAIN);
            case "DELETE" -> writes.delete(call, target);
            default -> throw notAllowed();
        };
    }

    static ApiError notAllowed() {
        return ApiError.of(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
    }
}
