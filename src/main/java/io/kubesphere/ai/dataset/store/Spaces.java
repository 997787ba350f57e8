package io.kubesphere.ai.dataset.store;

import org.jdbi.v3.core.Handle;

/**
 * The lock between those who claim contents of a space and the one who deletes there; held until the transaction ends.
 */
final class Spaces {
    /** Sets these locks apart from others in the same database. */
    static final int SEED = 1001;

    /** Takes part in the space {@code :space} by being selected from. */
    static final String SHARED =
            "(SELECT pg_advisory_xact_lock_shared(hashtextextended(:space, " + SEED + "))) AS locked";

    private Spaces() {}

    /** Held by any number of claims and commits; a collection takes the other side when it deletes. */
    static void share(Handle handle, String space) {
        handle.createQuery("SELECT 1 FROM " + SHARED)
                .bind("space", space)
                .mapTo(Integer.class)
                .one();
    }
}
