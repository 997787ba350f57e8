package io.kubesphere.ai.standalone.apiserver.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A set of field paths as a tree; steps are written as in fieldsV1 ({@code f:name}, {@code k:{"name":"x"}},
 * {@code v:"x"}). A node can be a member itself and have members below it.
 */
record FieldSet(boolean member, SortedMap<String, FieldSet> children) {

    static final FieldSet EMPTY = new FieldSet(false, Collections.emptySortedMap());
    static final FieldSet LEAF = new FieldSet(true, Collections.emptySortedMap());

    static FieldSet of(boolean member, SortedMap<String, FieldSet> children) {
        children.values().removeIf(FieldSet::isEmpty);
        return new FieldSet(member, Collections.unmodifiableSortedMap(children));
    }

    boolean isEmpty() {
        return !member && children.isEmpty();
    }

    FieldSet child(String step) {
        return children.getOrDefault(step, EMPTY);
    }

    FieldSet asMember() {
        return new FieldSet(true, children);
    }

    FieldSet union(FieldSet other) {
        var all = new TreeMap<>(children);
        other.children.forEach((step, set) -> all.merge(step, set, FieldSet::union));
        return of(member || other.member, all);
    }

    FieldSet minus(FieldSet other) {
        var rest = new TreeMap<String, FieldSet>();
        children.forEach((step, set) -> rest.put(step, set.minus(other.child(step))));
        return of(member && !other.member, rest);
    }

    FieldSet intersection(FieldSet other) {
        var common = new TreeMap<String, FieldSet>();
        children.forEach((step, set) -> common.put(step, set.intersection(other.child(step))));
        return of(member && other.member, common);
    }

    /** Without a step and all below it. */
    FieldSet without(String step) {
        var rest = new TreeMap<>(children);
        rest.remove(step);
        return of(member, rest);
    }

    FieldSet with(String step, FieldSet set) {
        var all = new TreeMap<>(children);
        all.put(step, set);
        return of(member, all);
    }

    ObjectNode toJson() {
        var json = Json.object();
        if (member && !children.isEmpty()) {
            json.putObject(".");
        }
        children.forEach((step, set) -> json.set(step, set.toJson()));
        return json;
    }

    /** The root itself is never a member. */
    static FieldSet fromJson(JsonNode fieldsV1) {
        return new FieldSet(false, node(fieldsV1).children);
    }

    private static FieldSet node(JsonNode json) {
        var children = new TreeMap<String, FieldSet>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            if (!entry.getKey().equals(".")) {
                children.put(entry.getKey(), node(entry.getValue()));
            }
        }
        return of(json.has(".") || children.isEmpty(), children);
    }

    /** Members as conflicts print them: {@code .spec.containers[name="main"].image}. */
    List<String> paths() {
        var paths = new ArrayList<String>();
        collect("", paths);
        return List.copyOf(paths);
    }

    private void collect(String prefix, List<String> paths) {
        if (member) {
            paths.add(prefix);
        }
        children.forEach((step, set) -> set.collect(prefix + Steps.printed(step), paths));
    }
}
