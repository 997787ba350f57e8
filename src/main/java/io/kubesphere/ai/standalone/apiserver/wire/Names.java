package io.kubesphere.ai.standalone.apiserver.wire;

import java.util.Optional;
import java.util.regex.Pattern;

/** Name rules of apimachinery's validation package; the answers are its messages, empty when the name is fine. */
public final class Names {

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern QUALIFIED = Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
    private static final Pattern LABEL_VALUE = Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

    private Names() {}

    public static Optional<String> subdomainFault(String name) {
        if (name.length() > 253) {
            return Optional.of("must be no more than 253 characters");
        }
        if (SUBDOMAIN.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
                + " '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for"
                + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }

    public static Optional<String> labelFault(String name) {
        if (name.length() > 63) {
            return Optional.of("must be no more than 63 characters");
        }
        if (LABEL.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
                + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for"
                + " validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }

    /** RBAC names are only path segments. */
    public static Optional<String> pathSegmentFault(String name) {
        var bad = name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%");
        return bad ? Optional.of("may not be '.', '..', or contain '/' or '%'") : Optional.empty();
    }

    public static Optional<String> labelKeyFault(String key) {
        var slash = key.lastIndexOf('/');
        var prefixFine = slash < 0 || subdomainFault(key.substring(0, slash)).isEmpty();
        var name = key.substring(slash + 1);
        if (prefixFine && name.length() <= 63 && QUALIFIED.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of("name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end"
                + " with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
                + " validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
    }

    public static Optional<String> labelValueFault(String value) {
        if (value.length() > 63) {
            return Optional.of("must be no more than 63 characters");
        }
        if (LABEL_VALUE.matcher(value).matches()) {
            return Optional.empty();
        }
        return Optional.of("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
                + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or"
                + " '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
    }
}
