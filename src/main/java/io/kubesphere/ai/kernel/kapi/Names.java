package io.kubesphere.ai.kernel.kapi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Object names as Kubernetes takes them (RFC 1123), checked before they reach a path, a label or a file name. */
public final class Names {
    /** A label: 1 to 63 lower-case letters, digits and inner dashes. */
    public static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

    private static final Pattern LABEL_PATTERN = Pattern.compile(LABEL);
    private static final Pattern SUBDOMAIN_PATTERN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    private Names() {}

    public static boolean isLabel(String text) {
        return text.length() <= 63 && LABEL_PATTERN.matcher(text).matches();
    }

    public static boolean isSubdomain(String text) {
        return text.length() <= 253 && SUBDOMAIN_PATTERN.matcher(text).matches();
    }

    /** What is wrong with a name as a DNS-1123 label of at most {@code longest} characters; empty when nothing is. */
    public static Optional<Problem.Cause> labelFault(String field, String name, int longest) {
        if (name.isEmpty()) {
            return Optional.of(Problem.Cause.required(field, "a name is required"));
        }
        if (name.length() > longest) {
            return Optional.of(new Problem.Cause(
                    field, "FieldValueTooLong", "must be at most " + longest + " characters, has " + name.length()));
        }
        if (!isLabel(name)) {
            return Optional.of(Problem.Cause.invalid(
                    field,
                    "must be lower-case letters, digits and '-', and start and end with a letter or digit (RFC 1123)"));
        }
        return Optional.empty();
    }

    /** The name itself, or a 422 that names the field. */
    public static String requireLabel(String field, String name) {
        labelFault(field, name, 63).ifPresent(fault -> {
            throw Problem.invalid("name", List.of(fault));
        });
        return name;
    }
}
