package io.kubesphere.ai.observability.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Reads Rison as Kibana does; what does not parse to its end is a mistake. */
final class RisonText {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final String text;
    private int at;

    private RisonText(String text) {
        this.text = text;
    }

    static JsonNode parse(String text) {
        var reader = new RisonText(text);
        var value = reader.value();
        if (reader.at != text.length()) {
            throw new IllegalArgumentException("more behind the end: " + text.substring(reader.at));
        }
        return value;
    }

    private char next() {
        return text.charAt(at++);
    }

    private boolean skip(char expected) {
        var found = at < text.length() && text.charAt(at) == expected;
        at += found ? 1 : 0;
        return found;
    }

    private void require(char expected) {
        if (!skip(expected)) {
            throw new IllegalArgumentException("no " + expected + " at " + at + " of " + text);
        }
    }

    private JsonNode value() {
        if (skip('(')) {
            return object();
        }
        if (skip('!')) {
            return marked(next());
        }
        if (skip('\'')) {
            return JSON.textNode(string());
        }
        var word = word();
        return word.matches("-?\\d+") ? JSON.numberNode(Long.parseLong(word)) : JSON.textNode(word);
    }

    private JsonNode object() {
        var object = JSON.objectNode();
        while (!skip(')')) {
            if (!object.isEmpty()) {
                require(',');
            }
            var key = skip('\'') ? string() : word();
            require(':');
            object.set(key, value());
        }
        return object;
    }

    private JsonNode marked(char mark) {
        return switch (mark) {
            case 't' -> JSON.booleanNode(true);
            case 'f' -> JSON.booleanNode(false);
            case 'n' -> JSON.nullNode();
            case '(' -> array();
            default -> throw new IllegalArgumentException("!" + mark);
        };
    }

    private JsonNode array() {
        var array = JSON.arrayNode();
        while (!skip(')')) {
            if (!array.isEmpty()) {
                require(',');
            }
            array.add(value());
        }
        return array;
    }

    private String string() {
        var string = new StringBuilder();
        for (var c = next(); c != '\''; c = next()) {
            string.append(c == '!' ? next() : c);
        }
        return string.toString();
    }

    private String word() {
        var start = at;
        while (at < text.length() && " '!:(),*@".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }
}
