package io.kubesphere.ai.dataset.store;

import org.jdbi.v3.core.Handle;

/**
 * The lock between those who claim contents of a space and the one who deletes there; held until the transaction ends.
 */
final class Spaces {
    /** Sets our locks apart from those of others in the same database. */
    private static final int SEED = 1001;

    private Spaces() {}

    /** Held by any number of claims. */
    static void share(Handle handle, String space) {
        lock(handle, "pg_advisory_xact_lock_shared", space);
    }

    /** Held by one collection, and by no claim. */
    static void own(Handle handle, String space) {
        lock(handle, "pg_advisory_xact_lock", space);
    }

    private static void lock(Handle handle, String function, String space) {
        handle.createQuery("SELECT 1 FROM (SELECT " + function + "(hashtextextended(:space, " + SEED + "))) AS locked")
                .bind("space", space)
                .mapTo(Integer.class)
                .one();
    }
}
