package io.kubesphere.ai.standalone.apiserver.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubesphere.ai.standalone.apiserver.wire.Cause;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Evaluates the rules of one object from the root down, beside the old object where that has a counterpart. */
final class CelWalk {

    private final Map<Schema, List<CelRule>> rules;
    private final List<Cause> broken = new ArrayList<>();

    CelWalk(Map<Schema, List<CelRule>> rules) {
        this.rules = rules;
    }

    List<Cause> broken() {
        return List.copyOf(broken);
    }

    void resource(Schema root, JsonNode object, Optional<JsonNode> old) {
        check(root, new Pair(object, old, ""), CelValues::root);
        below(root, new Pair(object, old, ""));
    }

    /** A value, its counterpart before the update, and where it is. */
    private record Pair(JsonNode now, Optional<JsonNode> before, String path) {
        Pair field(String name) {
            return new Pair(
                    now.get(name), before.flatMap(b -> Optional.ofNullable(b.get(name))), FieldPath.field(path, name));
        }

        boolean isUnchanged() {
            return before.filter(now::equals).isPresent();
        }
    }

    private void value(Schema schema, Pair pair) {
        if (pair.now().isNull() && schema.isNullable()) {
            return;
        }
        check(schema, pair, CelValues::of);
        below(schema, pair);
    }

    private void below(Schema schema, Pair pair) {
        if (pair.now().isObject()) {
            pair.now().properties().forEach(entry -> schema.at(entry.getKey())
                    .ifPresent(child -> value(child, pair.field(entry.getKey()))));
        }
        if (pair.now().isArray() && schema.items().isPresent()) {
            for (var i = 0; i < pair.now().size(); i++) {
                var item = pair.now().get(i);
                value(
                        schema.items().get(),
                        new Pair(item, counterpart(schema, item, pair), FieldPath.item(pair.path(), i)));
            }
        }
    }

    /** Items of a keyed list have an old value; items of sets and atomic lists do not. */
    private static Optional<JsonNode> counterpart(Schema list, JsonNode item, Pair pair) {
        if (list.listKind() != FieldType.ListKind.MAP || pair.before().isEmpty()) {
            return Optional.empty();
        }
        for (var old : pair.before().get()) {
            if (list.listKeys().stream().allMatch(key -> old.path(key).equals(item.path(key)))) {
                return Optional.of(old);
            }
        }
        return Optional.empty();
    }

    private void check(Schema schema, Pair pair, BiFunction<JsonNode, Schema, Object> convert) {
        for (var rule : rules.getOrDefault(schema, List.of())) {
            var isTransition = CelRule.mentionsOldSelf(rule.source());
            var optional = CelRule.oldSelfIsOptional(rule.source());
            var skipped = isTransition ? pair.before().isEmpty() && !optional : pair.isUnchanged();
            if (skipped) {
                continue;
            }
            var variables = new HashMap<String, Object>();
            variables.put("self", convert.apply(pair.now(), schema));
            var before = pair.before().map(old -> convert.apply(old, schema));
            if (optional) {
                variables.put("oldSelf", before);
            } else {
                before.ifPresent(old -> variables.put("oldSelf", old));
            }
            rule.check(variables, pair.path()).ifPresent(broken::add);
        }
    }
}
