package io.kubesphere.ai.kernel.kapi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
        METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
        NOT_ACCEPTABLE(406, "NotAcceptable"),
        ALREADY_EXISTS(409, "AlreadyExists"),
        CONFLICT(409, "Conflict"),
        EXPIRED(410, "Expired"),
        TOO_LARGE(413, "RequestEntityTooLarge"),
        UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
        TOO_MANY_REQUESTS(429, "TooManyRequests"),
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

        /** The first code with this HTTP status; other 4xx count as BAD_REQUEST, the rest as INTERNAL. */
        public static Code ofStatus(int status) {
            for (var code : values()) {
                if (code.status == status) {
                    return code;
                }
            }
            return status >= 400 && status < 500 ? BAD_REQUEST : INTERNAL;
        }
    }

    /** One wrong field: {@code field} is a path such as {@code spec.workers.replicas}, {@code reason} a CauseType. */
    public record Cause(String field, String reason, String message) {

        /** The value cannot be used. */
        public static Cause invalid(String field, String message) {
            return new Cause(field, "FieldValueInvalid", message);
        }

        /** The value must be given. */
        public static Cause required(String field, String message) {
            return new Cause(field, "FieldValueRequired", message);
        }

        /** The value names something that is not there. */
        public static Cause notFound(String field, String message) {
            return new Cause(field, "FieldValueNotFound", message);
        }

        /** The value is none of those that are possible. */
        public static Cause notSupported(String field, String message) {
            return new Cause(field, "FieldValueNotSupported", message);
        }
    }

    /** The object a problem is about; {@code kind} is the resource's plural as in the path, as Kubernetes has it. */
    public record Subject(String kind, String name) {}

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient List<Cause> causes;
    private final transient Optional<Subject> subject;
    private final transient Optional<Duration> retryAfter;

    private Problem(Code code, String message, Details details, Throwable because) {
        super(message, because);
        this.code = code;
        this.causes = details.causes;
        this.subject = details.subject;
        this.retryAfter = details.retryAfter;
    }

    private record Details(List<Cause> causes, Optional<Subject> subject, Optional<Duration> retryAfter) {
        static Details of(List<Cause> causes) {
            return new Details(List.copyOf(causes), Optional.empty(), Optional.empty());
        }
    }

    public static Problem of(Code code, String format, Object... args) {
        var message = args.length == 0 ? format : String.format(Locale.ROOT, format, args);
        return new Problem(code, message, Details.of(List.of()), null);
    }

    /** A 422 with one cause per wrong field; the message lists them all. */
    public static Problem invalid(String subject, List<Cause> causes) {
        return listing(Code.INVALID, subject, causes);
    }

    /** A 400 about the request itself, e.g. its query parameters; the message lists all causes. */
    public static Problem badRequest(String subject, List<Cause> causes) {
        return listing(Code.BAD_REQUEST, subject, causes);
    }

    private static Problem listing(Code code, String subject, List<Cause> causes) {
        var fields = new ArrayList<String>();
        causes.forEach(cause -> fields.add(cause.field() + ": " + cause.message()));
        return new Problem(code, subject + " is invalid: " + String.join("; ", fields), Details.of(causes), null);
    }

    public Problem because(Throwable cause) {
        return new Problem(code, getMessage(), details(), cause);
    }

    /** The same problem with these causes. */
    public Problem with(List<Cause> causes) {
        return new Problem(code, getMessage(), new Details(List.copyOf(causes), subject, retryAfter), getCause());
    }

    /** The same problem, naming the object it is about. */
    public Problem about(String plural, String name) {
        var details = new Details(causes, Optional.of(new Subject(plural, name)), retryAfter);
        return new Problem(code, getMessage(), details, getCause());
    }

    /** The same problem with the time after which asking again makes sense; whole seconds are sent. */
    public Problem retryAfter(Duration wait) {
        return new Problem(code, getMessage(), new Details(causes, subject, Optional.of(wait)), getCause());
    }

    private Details details() {
        return new Details(causes, subject, retryAfter);
    }

    public Code code() {
        return code;
    }

    public List<Cause> causes() {
        return causes;
    }

    public Optional<Subject> subject() {
        return subject;
    }

    /** When to ask again; a 429 or 503 always has one. */
    public Optional<Duration> retryAfter() {
        if (retryAfter.isEmpty() && (code == Code.UNAVAILABLE || code == Code.TOO_MANY_REQUESTS)) {
            return Optional.of(Duration.ofSeconds(5));
        }
        return retryAfter;
    }
}
