package io.kubesphere.ai.standalone.ksapiserver.state;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * All objects of one kind, as an informer's own store, so that it is complete as soon as the informer is: no event is
 * still on its way. Read without locks; a change is first seen under its new tags, then no longer under its old ones.
 */
public final class Shelf<V> implements ItemStore<GenericKubernetesResource> {
    private static final Logger LOG = Logger.getLogger(Shelf.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceKind kind;
    private final Function<ObjectNode, V> parse;
    private final Function<V, Set<String>> tags;
    private final Map<String, Entry<V>> entries = new ConcurrentHashMap<>();
    private final Map<String, Map<String, V>> tagged = new ConcurrentHashMap<>();

    /** An object; the value is empty when it could not be parsed, and then nobody sees it. */
    private record Entry<V>(GenericKubernetesResource raw, Optional<V> value, Set<String> tags) {}

    /** @param tags under which a value is found besides its key */
    Shelf(ResourceKind kind, Function<ObjectNode, V> parse, Function<V, Set<String>> tags) {
        this.kind = kind;
        this.parse = parse;
        this.tags = tags;
    }

    /** The key of a cluster-scoped object is its name. */
    public Optional<V> find(String name) {
        return Optional.ofNullable(entries.get(name)).flatMap(Entry::value);
    }

    public Optional<V> find(String namespace, String name) {
        return find(namespace + "/" + name);
    }

    public List<V> tagged(String tag) {
        return List.copyOf(tagged.getOrDefault(tag, Map.of()).values());
    }

    public List<V> all() {
        return entries.values().stream()
                .flatMap(entry -> entry.value().stream())
                .toList();
    }

    @Override
    public String getKey(GenericKubernetesResource object) {
        return Cache.metaNamespaceKeyFunc(object);
    }

    @Override
    public synchronized GenericKubernetesResource put(String key, GenericKubernetesResource object) {
        object.getMetadata().setManagedFields(List.of());
        var value = parsed(key, object);
        var entry = new Entry<>(object, value, value.map(tags).orElse(Set.of()));
        entry.tags().forEach(tag -> tagged.computeIfAbsent(tag, t -> new ConcurrentHashMap<>())
                .put(key, value.orElseThrow()));
        var before = entries.put(key, entry);
        if (before == null) {
            return null;
        }
        before.tags().stream().filter(tag -> !entry.tags().contains(tag)).forEach(tag -> untag(tag, key));
        return before.raw();
    }

    private Optional<V> parsed(String key, GenericKubernetesResource object) {
        try {
            ObjectNode tree = JSON.valueToTree(object);
            // the items of a list need not say what they are
            tree.put("kind", kind.kind()).put("apiVersion", kind.apiVersion());
            return Optional.of(parse.apply(tree));
        } catch (RuntimeException malformed) {
            // open schemas let anything through; one bad object must not stop the others
            LOG.warnf("ignoring a malformed object kind=%s name=%s cause=%s", kind.kind(), key, malformed);
            return Optional.empty();
        }
    }

    @Override
    public synchronized GenericKubernetesResource remove(String key) {
        var before = entries.remove(key);
        if (before == null) {
            return null;
        }
        before.tags().forEach(tag -> untag(tag, key));
        return before.raw();
    }

    private void untag(String tag, String key) {
        tagged.computeIfPresent(tag, (t, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
    }

    @Override
    public Stream<String> keySet() {
        return entries.keySet().stream();
    }

    @Override
    public Stream<GenericKubernetesResource> values() {
        return entries.values().stream().map(Entry::raw);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public GenericKubernetesResource get(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::raw).orElse(null);
    }
}
