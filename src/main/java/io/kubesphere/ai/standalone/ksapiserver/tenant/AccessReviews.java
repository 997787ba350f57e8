package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.ApiError;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Exchange;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.iam.Authorizer;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Scope;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/** KubeSphere's SubjectAccessReview, one or a list; it differs from Kubernetes' in that it knows workspaces. */
final class AccessReviews {
    private final Authorizer authorizer;

    AccessReviews(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    Future<Reply> answer(Exchange exchange) {
        return exchange.body().map(body -> body.map(this::answer).orElseGet(() -> Reply.text(413, "body too large")));
    }

    private Reply answer(Buffer body) {
        try {
            if (!(Json.fromClient(body.getBytes()) instanceof ObjectNode review)) {
                return Reply.text(400, "the body must be a SubjectAccessReview or a list of them");
            }
            if (review.path("items").isArray()) {
                review.path("items").forEach(this::decide);
            } else {
                decide(review);
            }
            return Reply.json(200, review);
        } catch (ApiError unreadable) {
            return Reply.text(400, unreadable.getMessage());
        }
    }

    private void decide(JsonNode review) {
        var spec = review.path("spec");
        if (!(review instanceof ObjectNode object)) {
            throw ApiError.badRequest("an item is no SubjectAccessReview");
        }
        var who = new Identity(Json.text(spec, "user"), Json.texts(spec.path("groups")), Map.of());
        var reason = authorizer.allows(who, attempt(spec));
        var status = object.putObject("status").put("allowed", reason.isPresent());
        reason.ifPresent(why -> status.put("reason", why));
    }

    private static Attempt attempt(JsonNode spec) {
        var resource = spec.path("resourceAttributes");
        if (resource.isObject()) {
            return new Attempt(Json.text(resource, "verb"), "", false, Optional.of(target(resource)));
        }
        var path = spec.path("nonResourceAttributes");
        return new Attempt(Json.text(path, "verb"), Json.text(path, "path"), false, Optional.empty());
    }

    private static Target target(JsonNode resource) {
        var workspace = Json.text(resource, "workspace");
        var namespace = Json.text(resource, "namespace");
        return new Target(
                scope(resource, workspace, namespace),
                Json.text(resource, "group"),
                Json.text(resource, "version"),
                workspace,
                namespace,
                Json.text(resource, "resource"),
                Json.text(resource, "subresource"),
                Json.text(resource, "name"));
    }

    private static Scope scope(JsonNode resource, String workspace, String namespace) {
        if (!namespace.isEmpty()) {
            return Scope.NAMESPACE;
        }
        if (!workspace.isEmpty()) {
            return Scope.WORKSPACE;
        }
        return Json.text(resource, "resourceScope").equals("Global") ? Scope.GLOBAL : Scope.CLUSTER;
    }
}
