package io.kubesphere.ai.standalone.apiserver.store;

import java.util.function.BiConsumer;

/** What survives the process; the memory-only variant keeps nothing. */
interface Disk extends AutoCloseable {

    void load(BiConsumer<Place, byte[]> row);

    /** The last revision given out before the previous end, 0 when there was none. */
    long lastRevision();

    void put(Stored stored);

    void remove(Place place, long revision);

    /** Returns when everything up to this revision would survive {@code kill -9}. */
    void awaitDurable(long revision);

    @Override
    void close();

    static Disk none() {
        return new Disk() {
            @Override
            public void load(BiConsumer<Place, byte[]> row) {}

            @Override
            public long lastRevision() {
                return 0;
            }

            @Override
            public void put(Stored stored) {}

            @Override
            public void remove(Place place, long revision) {}

            @Override
            public void awaitDurable(long revision) {}

            @Override
            public void close() {}
        };
    }
}
