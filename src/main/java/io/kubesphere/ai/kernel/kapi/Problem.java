package io.kubesphere.ai.kernel.kapi;

import java.util.ArrayList;
import java.util.List;

/**
 * The one exception of this product: what went wrong, for the person who asked, as it will appear in a Kubernetes
 * {@code Status}. The code says whose turn it is; the message says what, which, and what to do.
 */
public final class Problem extends RuntimeException {

    /** Stable codes; {@code reason} is the Kubernetes StatusReason (API reference, meta/v1 Status). */
    public enum Code {
        INVALID(422, "Invalid"),
        BAD_REQUEST(400, "BadRequest"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        NOT_FOUND(404, "NotFound"),
        ALREADY_EXISTS(409, "AlreadyExists"),
        CONFLICT(409, "Conflict"),
        TOO_LARGE(413, "RequestEntityTooLarge"),
        UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
        INTERNAL(500, "InternalError"),
        UNAVAILABLE(503, "ServiceUnavailable");

        private final int status;
        private final String reason;

        Code(int status, String reason) {
            this.status = status;
            this.reason = reason;
        }

        public int status() {
            return status;
        }

        public String reason() {
            return reason;
        }
    }

    /** One wrong field: {@code field} is a path such as {@code spec.workers.replicas}, {@code reason} a CauseType. */
    public record Cause(String field, String reason, String message) {}

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient List<Cause> causes;

    private Problem(Code code, String message, List<Cause> causes, Throwable because) {
        super(message, because);
        this.code = code;
        this.causes = List.copyOf(causes);
    }

    public static Problem of(Code code, String format, Object... args) {
        return new Problem(code, args.length == 0 ? format : String.format(format, args), List.of(), null);
    }

    /** A 422 with one cause per wrong field; the message lists them all. */
    public static Problem invalid(String subject, List<Cause> causes) {
        var fields = new ArrayList<String>();
        causes.forEach(cause -> fields.add(cause.field() + ": " + cause.message()));
        return new Problem(Code.INVALID, subject + " is invalid: " + String.join("; ", fields), causes, null);
    }

    public Problem because(Throwable cause) {
        return new Problem(code, getMessage(), causes, cause);
    }

    public Code code() {
        return code;
    }

    public List<Cause> causes() {
        return causes;
    }
}
