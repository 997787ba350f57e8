package io.kubesphere.ai.standalone.runner.container;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code $(VAR)} as Kubernetes has it: replaced where the variable is known, left alone otherwise, and $$ is a dollar sign. */
final class Expansion {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$|\\$\\(([^()]*)\\)");

    private Expansion() {}

    static String expand(String text, Map<String, String> variables) {
        var matcher = REFERENCE.matcher(text);
        var result = new StringBuilder();
        while (matcher.find()) {
            var name = Optional.ofNullable(matcher.group(1));
            var value = name.map(known -> variables.getOrDefault(known, matcher.group()))
                    .orElse("$");
            matcher.appendReplacement(result, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(result).toString();
    }
}
