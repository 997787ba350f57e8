package io.kubesphere.ai.standalone.apiserver.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A request refused, in the shape of a real API server's Status. It is not the product's {@code Problem}: this package
 * speaks for Kubernetes, which has codes (410 Expired, 405, 504) that the product never answers.
 */
public final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;
    private final transient Details details;

    /** The Status details; {@code kind} is a resource or a kind, just as inconsistent as in the real server. */
    public record Details(String name, String group, String kind, List<Cause> causes) {
        static final Details NONE = new Details("", "", "", List.of());
    }

    private ApiError(int code, String reason, String message, Details details) {
        super(message);
        this.code = code;
        this.reason = reason;
        this.details = details;
    }

    public static ApiError of(int code, String reason, String message) {
        return new ApiError(code, reason, message, Details.NONE);
    }

    public static ApiError badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** The answer for a path that no resource serves. */
    public static ApiError noSuchPath() {
        return of(404, "NotFound", "the server could not find the requested resource");
    }

    public static ApiError methodNotAllowed(String verb) {
        return of(405, "MethodNotAllowed", verb + " is not supported on resources of this kind");
    }

    public static ApiError unsupportedMediaType(String message) {
        return of(415, "UnsupportedMediaType", message);
    }

    public static ApiError notFound(GroupResource resource, String name) {
        return about(404, "NotFound", resource, name, resource + " \"" + name + "\" not found");
    }

    public static ApiError alreadyExists(GroupResource resource, String name) {
        return about(409, "AlreadyExists", resource, name, resource + " \"" + name + "\" already exists");
    }

    public static ApiError conflict(GroupResource resource, String name, String why) {
        var message = "Operation cannot be fulfilled on " + resource + " \"" + name + "\": " + why;
        return about(409, "Conflict", resource, name, message);
    }

    /** The optimistic lock failed: somebody wrote the object after the caller had read it. */
    public static ApiError modified(GroupResource resource, String name) {
        var why = "the object has been modified; please apply your changes to the latest version and try again";
        return conflict(resource, name, why);
    }

    public static ApiError forbidden(GroupResource resource, String name, String why, List<Cause> causes) {
        var message = resource + " \"" + name + "\" is forbidden: " + why;
        var details = new Details(name, resource.group(), resource.resource(), causes);
        return new ApiError(403, "Forbidden", message, details);
    }

    /** Fields that break the schema or the kind's rules; {@code kind} is the Kind, unlike in the other errors. */
    public static ApiError invalid(String group, String kind, String name, List<Cause> causes) {
        var sentences = causes.stream().map(Cause::sentence).distinct().toList();
        var all = sentences.size() == 1 ? sentences.get(0) : "[" + String.join(", ", sentences) + "]";
        var subject = group.isEmpty() ? kind : kind + "." + group;
        var message = subject + " \"" + name + "\" is invalid: " + all;
        return new ApiError(422, "Invalid", message, new Details(name, group, kind, causes));
    }

    /** Another field manager owns what this apply wants to set. */
    public static ApiError applyConflict(List<Cause> causes, List<String> sentences) {
        var what = String.join("\n", sentences);
        var message =
                "Apply failed with " + causes.size() + (causes.size() == 1 ? " conflict: " : " conflicts: ") + what;
        return new ApiError(409, "Conflict", message, new Details("", "", "", causes));
    }

    /** The resource version or the continue token is older than what this server remembers. */
    public static ApiError expired(String message) {
        return of(410, "Expired", message);
    }

    /** The caller has seen a later version than this server has. */
    public static ApiError versionTooLarge(long asked, long current) {
        var message = "Too large resource version: " + asked + ", current: " + current;
        var cause = new Cause(Cause.Reason.VERSION_TOO_LARGE, "Too large resource version", "");
        return new ApiError(504, "Timeout", "Timeout: " + message, new Details("", "", "", List.of(cause)));
    }

    private static ApiError about(int code, String reason, GroupResource resource, String name, String message) {
        return new ApiError(code, reason, message, new Details(name, resource.group(), resource.resource(), List.of()));
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }

    public ObjectNode toStatus() {
        var status = Json.object();
        status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
        status.put("status", "Failure").put("message", getMessage());
        if (!reason.isEmpty()) {
            status.put("reason", reason);
        }
        if (!details.equals(Details.NONE)) {
            status.set("details", detailsNode());
        }
        return status.put("code", code);
    }

    private ObjectNode detailsNode() {
        var node = Json.object();
        putUnlessEmpty(node, "name", details.name());
        putUnlessEmpty(node, "group", details.group());
        putUnlessEmpty(node, "kind", details.kind());
        for (var cause : details.causes()) {
            var entry = node.withArray("/causes").addObject();
            entry.put("reason", cause.reason().wire()).put("message", cause.message());
            putUnlessEmpty(entry, "field", cause.field());
        }
        return node;
    }

    private static void putUnlessEmpty(ObjectNode node, String field, String value) {
        if (!value.isEmpty()) {
            node.put(field, value);
        }
    }
}
