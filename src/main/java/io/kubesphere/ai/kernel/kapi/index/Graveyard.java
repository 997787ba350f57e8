package io.kubesphere.ai.kernel.kapi.index;

import java.util.LinkedHashMap;
import java.util.Map;

/** Uids of objects deleted lately; bounded, since a late event is late by seconds, not by thousands of deletions. */
final class Graveyard {
    private static final int PLOTS = 4096;

    private final Map<String, Boolean> uids = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > PLOTS;
        }
    };

    void bury(String uid) {
        if (!uid.isEmpty()) {
            uids.put(uid, Boolean.TRUE);
        }
    }

    boolean holds(String uid) {
        return uids.containsKey(uid);
    }
}
