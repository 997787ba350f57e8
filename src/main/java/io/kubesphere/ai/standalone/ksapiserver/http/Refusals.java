package io.kubesphere.ai.standalone.ksapiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.iam.Identity;
import io.kubesphere.ai.standalone.ksapiserver.path.Attempt;
import io.kubesphere.ai.standalone.ksapiserver.path.Target;

/**
 * Kubernetes Status bodies, in the two shapes of ks-apiserver: bare from authentication and authorization, wrapped in
 * {@code ErrStatus} from the dispatcher and the proxies.
 */
public final class Refusals {
    private Refusals() {}

    public static Reply unauthorized(String message) {
        return Reply.json(401, bare(401, "Unauthorized", message));
    }

    public static Reply badRequest(String message) {
        return Reply.json(400, bare(400, "BadRequest", message));
    }

    public static Reply internal(String message) {
        return Reply.json(500, bare(500, "InternalError", "Internal error occurred: " + message));
    }

    public static Reply forbidden(Identity who, Attempt attempt) {
        var status = attempt.target()
                .map(target -> forbidden(who, attempt.verb(), target))
                .orElseGet(() -> forbiddenPath(who, attempt));
        return Reply.json(403, status).with("X-Content-Type-Options", "nosniff");
    }

    private static ObjectNode forbidden(Identity who, String verb, Target target) {
        var named = target.name().isEmpty() ? "" : " \"" + target.name() + "\"";
        var subject = target.group().isEmpty() ? target.resource() : target.resource() + "." + target.group();
        var place = target.namespace().isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + target.namespace() + "\"";
        var message = "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(subject, named, who.name(), verb, target.combined(), target.group(), place);
        var status = bare(403, "Forbidden", message);
        var details = status.putObject("details");
        details.put("name", target.name()).put("group", target.group()).put("kind", target.resource());
        return status;
    }

    private static ObjectNode forbiddenPath(Identity who, Attempt attempt) {
        var message =
                "forbidden: User \"%s\" cannot %s path \"%s\"".formatted(who.name(), attempt.verb(), attempt.path());
        var status = bare(403, "Forbidden", message);
        status.putObject("details");
        return status;
    }

    /** The reason of a 502 is no Kubernetes reason, and its status is left out, as in KubeSphere. */
    public static Reply badGateway(String message) {
        var status = Json.object();
        status.putObject("metadata");
        status.put("message", "Error while proxying request: " + message)
                .put("reason", "Bad Gateway")
                .put("code", 502);
        return wrapped(502, status);
    }

    public static Reply unavailable(String message) {
        return wrapped(503, failure(503, "ServiceUnavailable", message));
    }

    public static Reply noSuchCluster(String cluster) {
        return wrapped(400, failure(400, "BadRequest", "cluster " + cluster + " not exists"));
    }

    private static Reply wrapped(int code, ObjectNode status) {
        var body = Json.object();
        body.set("ErrStatus", status);
        return Reply.json(code, body);
    }

    private static ObjectNode bare(int code, String reason, String message) {
        var status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1");
        status.setAll(failure(code, reason, message));
        return status;
    }

    private static ObjectNode failure(int code, String reason, String message) {
        var status = Json.object();
        status.putObject("metadata");
        return status.put("status", "Failure")
                .put(
                        "message",
                        message.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .put("reason", reason)
                .put("code", code);
    }
}
