package io.kubesphere.ai.standalone.runner.event;

import java.util.LinkedHashMap;
import java.util.Map;

/** The entries used last; older ones are forgotten. */
final class Remembered<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 4096;
    private static final int INITIAL = 16;
    private static final float LOAD = 0.75f;

    Remembered() {
        super(INITIAL, LOAD, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
