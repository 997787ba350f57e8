package io.kubesphere.ai.standalone.apiserver.wire;

/** One wrong field of a Status; reasons are the CauseType and field.ErrorType values of apimachinery. */
public record Cause(Reason reason, String message, String field) {

    /** The causes this server gives, by their names on the wire. */
    public enum Reason {
        REQUIRED("FieldValueRequired"),
        INVALID("FieldValueInvalid"),
        NOT_SUPPORTED("FieldValueNotSupported"),
        DUPLICATE("FieldValueDuplicate"),
        FORBIDDEN("FieldValueForbidden"),
        TOO_LONG("FieldValueTooLong"),
        TOO_MANY("FieldValueTooMany"),
        TYPE_INVALID("FieldValueTypeInvalid"),
        NOT_FOUND("FieldValueNotFound"),
        MANAGER_CONFLICT("FieldManagerConflict"),
        NAMESPACE_TERMINATING("NamespaceTerminating"),
        VERSION_TOO_LARGE("ResourceVersionTooLarge");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    public static Cause invalid(String field, Object value, String message) {
        return new Cause(Reason.INVALID, "Invalid value: " + quoted(value) + ": " + message, field);
    }

    public static Cause required(String field, String message) {
        return new Cause(Reason.REQUIRED, message.isEmpty() ? "Required value" : "Required value: " + message, field);
    }

    public static Cause forbidden(String field, String message) {
        return new Cause(Reason.FORBIDDEN, "Forbidden: " + message, field);
    }

    /** How the real server's Go prints the path of the object itself. */
    public static final String ROOT = "<nil>";

    private static String quoted(Object value) {
        return value instanceof CharSequence ? "\"" + value + "\"" : String.valueOf(value);
    }

    /** The part of the Status message that this cause contributes. */
    public String sentence() {
        return field.isEmpty() ? message : field + ": " + message;
    }
}
