package io.kubesphere.ai.standalone.apiserver.store;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds objects by uid and by the uid of an owner; guarded by the store's lock. */
final class UidIndex {

    private final Map<String, Stored> byUid = new HashMap<>();
    private final Map<String, Map<String, Stored>> byOwner = new HashMap<>();

    void add(Stored stored) {
        byUid.put(stored.uid(), stored);
        for (var owner : stored.owners()) {
            byOwner.computeIfAbsent(owner, o -> new LinkedHashMap<>()).put(stored.uid(), stored);
        }
    }

    void remove(Stored stored) {
        byUid.remove(stored.uid());
        for (var owner : stored.owners()) {
            byOwner.computeIfPresent(owner, (o, owned) -> {
                owned.remove(stored.uid());
                return owned.isEmpty() ? null : owned;
            });
        }
    }

    Optional<Stored> find(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }

    List<Stored> ownedBy(String uid) {
        return List.copyOf(byOwner.getOrDefault(uid, Map.of()).values());
    }
}
