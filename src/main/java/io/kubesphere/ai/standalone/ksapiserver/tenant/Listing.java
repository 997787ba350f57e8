package io.kubesphere.ai.standalone.ksapiserver.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubesphere.ai.kernel.kapi.FieldSelector;
import io.kubesphere.ai.kernel.kapi.ListQuery;
import io.kubesphere.ai.kernel.kapi.Page;
import io.kubesphere.ai.standalone.apiserver.wire.Json;
import io.kubesphere.ai.standalone.ksapiserver.http.Reply;
import io.kubesphere.ai.standalone.ksapiserver.path.Query;
import io.kubesphere.ai.standalone.ksapiserver.state.Marks;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers a list request from objects that its caller may see; the parameters are those of every KAPI list. */
public final class Listing {
    private final ListQuery query;
    private final String nameAndAlias;
    private final String annotation;

    private Listing(Query parameters) {
        this.query = ListQuery.of(parameters.asMap());
        this.nameAndAlias = parameters.text("nameAndAlias");
        this.annotation = parameters.text("annotation");
    }

    public static Reply reply(Collection<ObjectNode> visible, Query parameters) {
        var page = new Listing(parameters).page(visible);
        var body = Json.object();
        var items = body.putArray("items");
        page.items().forEach(items::add);
        return Reply.json(200, body.put("totalItems", page.totalItems()));
    }

    private Page<ObjectNode> page(Collection<ObjectNode> visible) {
        var matches = visible.stream().filter(this::matches).sorted(order()).toList();
        var page = matches.stream().skip(query.offset()).limit(query.limit()).toList();
        return new Page<>(page, matches.size());
    }

    private boolean matches(ObjectNode object) {
        var metadata = object.path("metadata");
        var name = Json.text(metadata, "name");
        return contains(metadata, query.name())
                && contains(metadata, nameAndAlias)
                && (query.names().isEmpty() || query.names().contains(name))
                && (query.uid().isEmpty() || query.uid().equals(Json.text(metadata, "uid")))
                && (annotation.isEmpty() || isAnnotated(metadata.path("annotations")))
                && query.labels().matches(labels(metadata))
                && query.fields().terms().stream().allMatch(term -> matches(object, term));
    }

    private static boolean contains(JsonNode metadata, String part) {
        var wanted = part.toLowerCase(Locale.ROOT);
        var name = Json.text(metadata, "name").toLowerCase(Locale.ROOT);
        var alias = Json.text(metadata, "annotations", Marks.ALIAS).toLowerCase(Locale.ROOT);
        return name.contains(wanted) || alias.contains(wanted);
    }

    /** With a key, or with a key and a value. */
    private boolean isAnnotated(JsonNode annotations) {
        var sign = annotation.indexOf('=');
        return sign < 0
                ? annotations.has(annotation)
                : annotation.substring(sign + 1).equals(Json.text(annotations, annotation.substring(0, sign)));
    }

    private static Map<String, String> labels(JsonNode metadata) {
        return metadata.path("labels").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, label -> label.getValue().asText()));
    }

    private static boolean matches(ObjectNode object, FieldSelector.Term term) {
        return term.matches(Json.text(object, term.path().split("\\.")));
    }

    private Comparator<ObjectNode> order() {
        Comparator<ObjectNode> byName = Comparator.comparing(object -> Json.text(object, "metadata", "name"));
        Comparator<ObjectNode> byAge =
                Comparator.comparing(object -> Json.text(object, "metadata", ListQuery.BY_CREATION));
        var order = query.sortBy().equals(ListQuery.BY_NAME) ? byName : byAge.thenComparing(byName);
        return query.ascending() ? order : order.reversed();
    }
}
