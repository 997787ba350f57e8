package io.kubesphere.ai.observability.engine.loki;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** Reads a log query of LogQL's grammar, as far as a store is asked by us, and refuses everything else. */
final class LogQlParser {
    private final String text;
    private int at;

    LogQlParser(String text) {
        this.text = text;
    }

    /** Whether a line with these labels is meant, all of them together. */
    interface Test extends BiPredicate<Map<String, String>, String> {}

    List<Test> query() {
        var tests = new ArrayList<Test>();
        require("{");
        do {
            tests.add(matcher());
        } while (skip(","));
        require("}");
        while (!isAtEnd()) {
            if (skip("|=")) {
                var words = string();
                tests.add((labels, line) -> line.contains(words));
            } else {
                require("|");
                tests.add(matcher());
            }
        }
        return tests;
    }

    private Test matcher() {
        var label = label();
        if (skip("=~")) {
            var pattern = Pattern.compile(string());
            return (labels, line) ->
                    pattern.matcher(labels.getOrDefault(label, "")).matches();
        }
        require("=");
        var value = string();
        return (labels, line) -> labels.getOrDefault(label, "").equals(value);
    }

    private String label() {
        space();
        var start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private String string() {
        require("\"");
        var value = new StringBuilder();
        while (text.charAt(at) != '"') {
            var c = text.charAt(at++);
            if (c == '\n') {
                throw new IllegalArgumentException("a line break in a string");
            }
            value.append(c == '\\' ? escaped() : String.valueOf(c));
        }
        at++;
        return value.toString();
    }

    private String escaped() {
        var c = text.charAt(at++);
        return switch (c) {
            case '\\', '"' -> String.valueOf(c);
            case 'u' -> {
                at += 4;
                yield String.valueOf((char) Integer.parseInt(text.substring(at - 4, at), 16));
            }
            default -> throw new IllegalArgumentException("unknown escape " + c);
        };
    }

    private void space() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private boolean isAtEnd() {
        space();
        return at == text.length();
    }

    private boolean skip(String expected) {
        space();
        var found = text.startsWith(expected, at);
        at += found ? expected.length() : 0;
        return found;
    }

    private void require(String expected) {
        if (!skip(expected)) {
            throw new IllegalArgumentException("no " + expected + " at " + at + " of " + text);
        }
    }
}
