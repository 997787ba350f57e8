package io.kubesphere.ai.kernel.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What an informer keeps of objects that nobody reads again: enough to tell one from another, and an old from a new one. */
public final class Tracks<T extends HasMetadata> implements ItemStore<T> {
    private final Supplier<T> empty;
    private final Map<String, T> tracks = new ConcurrentHashMap<>();

    /** @param empty makes an object without anything */
    public Tracks(Supplier<T> empty) {
        this.empty = empty;
    }

    @Override
    public String getKey(T object) {
        var meta = object.getMetadata();
        return meta.getNamespace() == null ? meta.getName() : meta.getNamespace() + "/" + meta.getName();
    }

    @Override
    public T put(String key, T object) {
        var meta = object.getMetadata();
        var track = empty.get();
        track.setMetadata(new ObjectMetaBuilder()
                .withNamespace(meta.getNamespace())
                .withName(meta.getName())
                .withUid(meta.getUid())
                .withResourceVersion(meta.getResourceVersion())
                .build());
        return tracks.put(key, track);
    }

    @Override
    public T remove(String key) {
        return tracks.remove(key);
    }

    @Override
    public Stream<String> keySet() {
        return tracks.keySet().stream();
    }

    @Override
    public Stream<T> values() {
        return tracks.values().stream();
    }

    @Override
    public int size() {
        return tracks.size();
    }

    @Override
    public T get(String key) {
        return tracks.get(key);
    }

    /** Else the informer would tell of what the first list has brought from here, where there is nothing of it. */
    @Override
    public boolean isFullState() {
        return false;
    }
}
