package io.kubesphere.ai.standalone.apiserver.http;

import io.kubesphere.ai.standalone.apiserver.kinds.ApiResource;
import java.time.Duration;

/**
 * A watch as asked for. {@code from} is the revision to go on after; when {@code initial} is set, what exists comes first
 * as ADDED, and with {@code bookmarkInitial} a bookmark says that this was all.
 */
record WatchRequest(
        ApiResource resource,
        Selection selection,
        ObjectView view,
        long from,
        boolean initial,
        boolean bookmarkInitial,
        boolean bookmarks,
        Duration timeout) {}
